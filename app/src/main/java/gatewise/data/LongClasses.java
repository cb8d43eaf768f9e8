package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** The classes of sequences, or of steps. */
final class LongClasses extends LongTargets {
    private static final int NOWHERE = -1;

    private final boolean present;
    private final ClassFields fields;
    private final FloatRows classes;
    /** The row at which a sequence began. */
    private final GrowingInts begins = new GrowingInts();

    private int number = ClassFields.NONE;
    private int firstWithout = NOWHERE;
    private int firstWith = NOWHERE;
    private boolean labelled;

    LongClasses(LongRoles roles, String file, LongUnaryOperator expected) {
        super(roles.task().atEveryStep());
        present = roles.label() != TableColumns.NONE;
        fields = new ClassFields(roles.outputs());
        classes = new FloatRows(file, 1, isOfSteps() ? expected : rows -> 0);
    }

    @Override
    void label(char[] text, int from, int length) {
        number = fields.number(text, from, length);
    }

    @Override
    void endRow(int sequence, long key, int row, LongTable table) {
        if (!present) {
            return;
        }
        if (number == ClassFields.NONE && firstWithout == NOWHERE) {
            firstWithout = row;
        } else if (number != ClassFields.NONE && firstWith == NOWHERE) {
            firstWith = row;
        }
        if (isOfSteps()) {
            classes.append(number);
        } else if (sequence == begins.count()) {
            begins.add(row);
            classes.append(number);
        } else if (classes.values()[sequence] != number) {
            throw table.error(
                    row,
                    Phrase.of(
                            "the label of ",
                            table.shown(sequence),
                            " is ",
                            fields.shown(number),
                            Text.format(", but in line %d ", table.line(begins.get(sequence))),
                            fields.shown((int) classes.values()[sequence])),
                    Phrase.of(
                            "give all rows of a sequence one label, or ",
                            Setting.TASK,
                            " tag if each step has its own"));
        }
    }

    @Override
    void reorder(int... order) {
        if (isOfSteps() && present) {
            classes.reorder(order);
        }
    }

    @Override
    void check(LongTable table) {
        if (firstWith != NOWHERE && firstWithout != NOWHERE) {
            throw table.error(firstWithout, "the label is missing", "label all sequences, or none");
        }
        labelled = firstWith != NOWHERE;
        if (labelled) {
            int[] labels = fields.labels();
            for (int i = 0; i < classes.rows(); i++) {
                classes.values()[i] = labels[(int) classes.values()[i]];
            }
        }
    }

    @Override
    int width() {
        return 1;
    }

    @Override
    float[] exact() {
        return labelled ? classes.exact() : null;
    }

    @Override
    List<String> outputs() {
        return fields.sorted();
    }
}
