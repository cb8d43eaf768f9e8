package gatewise.data;

import gatewise.data.NumberSequences.Runs;
import gatewise.data.NumberSequences.Steps;
import gatewise.data.NumberSequences.Targets;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** Reads a table in wide form: a row a sequence of one feature, whose steps are columns. */
final class WideTable implements TableRows.Sink {
    /** What the one feature is called. */
    static final String FEATURE = "value";

    private static final int NOWHERE = -1;
    /** Of what may be lost in single precision, the first; targets follow. */
    private static final int STEPS = 0;

    private final WideRoles roles;
    private final boolean refuse;
    private final NumberFields numbers;
    private final ClassFields classes;
    private final TableLines lines;
    private final FloatRows values;
    private final FloatRows said;
    private final Names names = new Names();
    private final GrowingInts lengths = new GrowingInts();
    private final int[] stepAt;
    private final int[] targetAt;
    private final float[] steps;
    private final float[] targets;
    private final double[] exact;
    private final FloatLoss loss = new FloatLoss();
    private int label = ClassFields.NONE;
    private int firstWith = NOWHERE;
    private int firstWithout = NOWHERE;

    /** @param expected from the number of rows so far to that of all */
    WideTable(WideRoles roles, Missing missing, String file, LongUnaryOperator expected) {
        this.roles = roles;
        refuse = missing == Missing.REFUSE;
        numbers = new NumberFields(roles.header(), missing, NumberFields.Table.WIDE);
        classes = new ClassFields(roles.outputs());
        lines = new TableLines(file);
        stepAt = LongRoles.placesOf(roles.steps(), roles.columns());
        targetAt = LongRoles.placesOf(roles.targets(), roles.columns());
        steps = new float[roles.steps().length];
        exact = new double[steps.length];
        targets = new float[roles.targets() == null ? 1 : roles.targets().length];
        values = new FloatRows(file, 1, at -> expected.applyAsLong(lengths.count()) * steps.length);
        said = new FloatRows(file, targets.length, expected);
    }

    @Override
    public void field(int column, char[] text, int from, int length) {
        if (column == 0 && roles.bare() != null) {
            roles.bare().check(text, from, length);
        }
        if (column == roles.sequence()) {
            name(text, from, length);
        } else if (column == roles.label()) {
            label = classes.number(text, from, length);
        } else if (stepAt[column] >= 0) {
            steps[stepAt[column]] = numbers.valueOrNone(column, text, from, length);
            exact[stepAt[column]] = numbers.exact();
        } else if (targetAt[column] >= 0) {
            targets[targetAt[column]] = numbers.valueOrNone(column, text, from, length);
            loss.take(STEPS + 1 + targetAt[column], 0, numbers.exact());
        }
    }

    private void name(char[] text, int from, int length) {
        if (length == 0) {
            throw new UserError("the sequence has no name", "give it one");
        }
        int number = names.number(text, from, length);
        if (number < lengths.count()) {
            throw new UserError(
                    Phrase.of(
                            "sequence ",
                            TableRows.shown(text, from, length),
                            " has a row already, line ",
                            lines.line(number)),
                    Phrase.of(
                            "give each row a name of its own, or, where a row is a step, name by ",
                            Setting.STEP,
                            " the column that orders them"));
        }
    }

    @Override
    public void endRow(long line) {
        int row = lengths.count();
        lines.add(line);
        int length = steps.length;
        while (length > 0 && Float.isNaN(steps[length - 1])) {
            length--;
        }
        if (length == 0) {
            throw lines.error(row, "has no value", "give at least one step");
        }
        for (int i = 0; i < length; i++) {
            if (refuse && Float.isNaN(steps[i])) {
                UserError missing = numbers.missing(roles.steps()[i]);
                throw lines.error(row, missing.problem(), missing.fix());
            }
            values.append(steps[i]);
            loss.take(STEPS, row, exact[i]);
        }
        lengths.add(length);
        sayOfRow(row);
    }

    private void sayOfRow(int row) {
        if (!roles.saysSomething()) {
            return;
        }
        int place = said.add();
        boolean isSaid;
        if (roles.targets() == null) {
            said.values()[place] = label;
            isSaid = label != ClassFields.NONE;
        } else {
            System.arraycopy(targets, 0, said.values(), place, targets.length);
            isSaid = isSaid(row);
        }
        if (!isSaid && firstWithout == NOWHERE) {
            firstWithout = row;
        } else if (isSaid && firstWith == NOWHERE) {
            firstWith = row;
        }
    }

    /** Whether a row has the numbers that are to be said, of which it may lack all, as do those that are yet to be answered. */
    private boolean isSaid(int row) {
        int without = 0;
        int first = NOWHERE;
        for (int i = targets.length - 1; i >= 0; i--) {
            if (Float.isNaN(targets[i])) {
                without++;
                first = i;
            }
        }
        if (without > 0 && without < targets.length) {
            throw notSaid(row, first);
        }
        return without == 0;
    }

    private UserError notSaid(int row, int target) {
        return lines.error(
                row,
                numbers.column(roles.targets()[target]) + ": the number to be said is missing",
                "give it of all sequences, or of none");
    }

    /**
     * The content, after the last row.
     *
     * @throws UserError if there was no row, or some are labelled and some are not
     */
    FileContent content() {
        if (lengths.count() == 0) {
            throw new UserError(
                    Phrase.of(lines.file(), ": has no row after its first line"), "give a row for each sequence");
        }
        int[] all = lengths.toArray();
        int[] from = new int[all.length];
        for (int i = 1; i < from.length; i++) {
            from[i] = from[i - 1] + all[i - 1];
        }
        NumberSequences sequences =
                new NumberSequences(new Steps(values.nearlyExact(), 1), new Runs(from, all, names()), targets(), null);
        return new FileContent(
                sequences,
                List.of(FEATURE),
                outputs(),
                roles.task(),
                new FileContent.Found(DataOrigin.Kind.WIDE, rounded(), null, roles.stepNames()));
    }

    private List<String> rounded() {
        List<String> rounded = new ArrayList<>(loss.note(STEPS, "the steps"));
        for (int i = 0; roles.targets() != null && i < targets.length; i++) {
            rounded.addAll(loss.note(STEPS + 1 + i, numbers.column(roles.targets()[i])));
        }
        return rounded;
    }

    private String[] names() {
        return roles.sequence() == TableColumns.NONE ? null : names.toArray();
    }

    private Targets targets() {
        if (firstWith == NOWHERE) {
            return Targets.UNKNOWN;
        }
        if (firstWithout != NOWHERE) {
            throw roles.targets() == null
                    ? lines.error(firstWithout, "the label is missing", "label all sequences, or none")
                    : notSaid(firstWithout, 0);
        }
        if (roles.targets() == null) {
            int[] labels = classes.labels();
            for (int i = 0; i < said.rows(); i++) {
                said.values()[i] = labels[(int) said.values()[i]];
            }
        }
        return new Targets(said.exact(), targets.length, false);
    }

    private List<String> outputs() {
        return roles.task().saysClasses() ? classes.sorted() : roles.outputs();
    }
}
