package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** The numbers that are to be said of sequences, which are those of their last steps; or those of each step, to be forecast. */
final class LongNumbers extends LongTargets {
    private static final int NOWHERE = -1;

    private final boolean present;
    private final List<String> outputs;
    private final FloatRows numbers;
    private final GrowingLongs lastKeys = new GrowingLongs();
    private final GrowingInts lastRows = new GrowingInts();
    private final float[] row;
    private boolean said;

    LongNumbers(LongRoles roles, String file, LongUnaryOperator expected) {
        super(roles.task() == Task.FORECAST);
        present = roles.targets() != null;
        outputs = roles.outputs();
        row = new float[present ? roles.targets().length : 1];
        numbers = new FloatRows(file, row.length, isOfSteps() ? expected : rows -> 0);
    }

    @Override
    void number(int target, float value) {
        row[target] = value;
    }

    @Override
    void endRow(int sequence, long key, int at, LongTable table) {
        if (!present) {
            return;
        }
        if (isOfSteps()) {
            int place = numbers.add();
            System.arraycopy(row, 0, numbers.values(), place, row.length);
            return;
        }
        if (sequence == lastKeys.count()) {
            numbers.add();
            lastKeys.add(key);
            lastRows.add(at);
        } else if (key <= lastKeys.get(sequence)) {
            return;
        }
        lastKeys.set(sequence, key);
        lastRows.set(sequence, at);
        System.arraycopy(row, 0, numbers.values(), sequence * row.length, row.length);
    }

    @Override
    void multiply(long by) {
        for (int i = 0; i < lastKeys.count(); i++) {
            lastKeys.set(i, Math.multiplyExact(lastKeys.get(i), by));
        }
    }

    @Override
    void reorder(int... order) {
        if (isOfSteps() && present) {
            numbers.reorder(order);
        }
    }

    /** All sequences may be without, as those are that are yet to be answered. */
    @Override
    void check(LongTable table) {
        if (isOfSteps() || !present) {
            return;
        }
        int without = NOWHERE;
        for (int sequence = 0; sequence < numbers.rows(); sequence++) {
            int there = given(sequence);
            said |= there > 0;
            without = there < row.length && without == NOWHERE ? sequence : without;
        }
        if (said && without != NOWHERE) {
            throw table.error(
                    lastRows.get(without),
                    Phrase.of("the last step of ", table.shown(without), " has no number for ", Setting.TARGET),
                    "give it of all sequences, after their last steps, or of none");
        }
    }

    private int given(int sequence) {
        int given = 0;
        for (int i = sequence * row.length; i < (sequence + 1) * row.length; i++) {
            given += Float.isNaN(numbers.values()[i]) ? 0 : 1;
        }
        return given;
    }

    @Override
    int width() {
        return row.length;
    }

    @Override
    float[] exact() {
        return present && (said || isOfSteps()) ? numbers.exact() : null;
    }

    @Override
    List<String> outputs() {
        return outputs;
    }
}
