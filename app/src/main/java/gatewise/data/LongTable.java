package gatewise.data;

import gatewise.data.NumberSequences.Runs;
import gatewise.data.NumberSequences.Steps;
import gatewise.data.NumberSequences.Targets;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;

/** Reads a table in long form: a row a step, which belongs to a sequence and has a place in it. */
final class LongTable implements TableRows.Sink {
    private final Task task;
    private final Missing missing;
    private final TableColumns columns;
    private final LongRoles roles;
    private final NumberFields numbers;
    private final TableLines lines;
    private final Names names = new Names();
    private final StepText stepText = new StepText();
    private final StepRows order = new StepRows();
    private final FloatRows features;
    private final LongTargets targets;
    private final int[] featureAt;
    private final int[] targetAt;
    private final float[] row;
    private final double[] exact;
    private final FloatLoss loss = new FloatLoss();
    private int sequence;
    private long key;
    private StepText.Kind kind;

    /** @param expected from the number of rows so far to that of all */
    LongTable(TableColumns columns, LongRoles roles, Missing missing, String file, LongUnaryOperator expected) {
        this.task = roles.task();
        this.missing = missing;
        this.columns = columns;
        this.roles = roles;
        numbers = new NumberFields(
                columns.names(),
                missing,
                roles.step() == TableColumns.NONE ? NumberFields.Table.SERIES : NumberFields.Table.LONG);
        lines = new TableLines(file);
        row = new float[roles.features().length];
        exact = new double[columns.names().size()];
        Arrays.fill(exact, Double.NaN);
        featureAt = LongRoles.placesOf(roles.features(), columns.names().size());
        targetAt = LongRoles.placesOf(roles.targets(), columns.names().size());
        features = new FloatRows(file, row.length, expected);
        targets = LongTargets.of(roles, file, expected);
    }

    @Override
    public void field(int column, char[] text, int from, int length) {
        if (column == roles.sequence()) {
            if (length == 0) {
                throw new UserError("the sequence is missing", "say in each row which sequence it belongs to");
            }
            sequence = names.number(text, from, length);
        } else if (column == roles.step()) {
            key = stepText.key(text, from, length);
        } else if (column == roles.label()) {
            targets.label(text, from, length);
        }
        int feature = featureAt[column];
        if (feature >= 0) {
            row[feature] = numbers.value(column, text, from, length);
            exact[column] = numbers.exact();
        }
        int target = targetAt[column];
        if (target >= 0) {
            targets.number(target, feature >= 0 ? row[feature] : numbers.valueOrNone(column, text, from, length));
            exact[column] = numbers.exact();
        }
    }

    @Override
    public void endRow(long line) {
        if (stepText.kind() != kind) {
            becomeDecimal(line);
        }
        lines.add(line);
        for (int column = 0; column < exact.length; column++) {
            loss.take(column, sequence, exact[column]);
        }
        long step = roles.step() == TableColumns.NONE ? order.rows() : key;
        order.add(sequence, step);
        int place = features.add();
        System.arraycopy(row, 0, features.values(), place, row.length);
        targets.endRow(sequence, step, order.rows() - 1, this);
    }

    private void becomeDecimal(long line) {
        if (kind == StepText.Kind.WHOLE) {
            try {
                order.multiply(StepText.UNIT);
                targets.multiply(StepText.UNIT);
            } catch (ArithmeticException e) {
                throw new UserError(
                        Phrase.of(
                                lines.file(),
                                ", line ",
                                line,
                                ": the step has decimals, and those before are too large for that"),
                        "give steps below 9223372036",
                        e);
            }
        }
        kind = stepText.kind();
    }

    /** What is wrong in a row. */
    UserError error(int at, CharSequence problem, CharSequence fix) {
        return lines.error(at, problem, fix);
    }

    long line(int at) {
        return lines.line(at);
    }

    /** What messages call a sequence. */
    String shown(int number) {
        return roles.sequence() == TableColumns.NONE ? "the series" : "sequence " + TableRows.shown(names.name(number));
    }

    /**
     * The content, after the last row.
     *
     * @param part of the file that was read
     * @throws UserError if there was no row, a step comes twice or is missing, or what is to be said is not there
     */
    FileContent content(PartReading part) {
        if (order.rows() == 0) {
            throw new UserError(
                    Phrase.of(lines.file(), ": has no row after its first line"), "give a row for each step");
        }
        targets.check(this);
        int count = roles.sequence() == TableColumns.NONE ? 1 : names.count();
        int[] to = order.isSorted() ? null : order.sorted(count, this::twice);
        StepOrder sorted = order.inOrder(to);
        if (to != null) {
            features.reorder(to);
            targets.reorder(to);
            lines.reorder(to);
        }
        Gaps gaps = gaps(sorted, count, part);
        int[] from = new int[count];
        for (int i = 1; i < count; i++) {
            from[i] = from[i - 1] + gaps.lengths()[i - 1];
        }
        Runs runs = new Runs(
                from,
                gaps.lengths(),
                roles.sequence() == TableColumns.NONE ? new String[] {"series"} : names.toArray());
        // No step is put in between dates, so that each row is a step.
        Steps steps = new Steps(
                gaps.features(),
                row.length,
                kind == StepText.Kind.TIME ? step -> stepText.shown(sorted.keyOf(step)) : null);
        return new FileContent(
                new NumberSequences(steps, runs, gaps.targets(), null),
                columns.names(roles.features()),
                targets.outputs(),
                task,
                new FileContent.Found(DataOrigin.Kind.LONG, rounded(), gaps.distance(), null));
    }

    private List<String> rounded() {
        return IntStream.range(0, exact.length)
                .boxed()
                .flatMap(column -> loss.note(column, numbers.column(column)).stream())
                .toList();
    }

    private UserError twice(int at, int other) {
        long first = Math.min(line(at), line(other));
        long second = Math.max(line(at), line(other));
        return new UserError(
                Phrase.of(
                        lines.file(),
                        Text.format(", line %d: the same step of the same sequence as in line %d", second, first)),
                roles.sequence() == TableColumns.NONE
                        ? Phrase.of(
                                "give each step once, or name by ",
                                Setting.SEQUENCE,
                                " the column that says whose step a row is")
                        : "give each step once");
    }

    /** What there is when missing steps are put in. */
    private record Gaps(float[] features, Targets targets, int[] lengths, StepDistance distance) {}

    private Gaps gaps(StepOrder sorted, int count, PartReading part) {
        StepGaps gaps = new StepGaps(sorted, stepText, columns.trainedDistance());
        part.foundSpacing(gaps.steps());
        int more = gaps.count(missing, lines, this::shown);
        float[] exact = targets.exact();
        if (more > 0 && task == Task.TAG && exact != null) {
            throw new UserError(
                    Text.format("%s: %s missing, and so are their labels", lines.file(), Text.count(more, "step")),
                    "add them");
        }
        if (more == 0) {
            float[] values = targets.isOfSteps() ? features.exact() : features.nearlyExact();
            return new Gaps(values, targets.values(exact), gaps.lengths(count), gaps.distance());
        }
        float[] said = targets.isOfSteps() && exact != null ? gaps.filled(exact, targets.width(), more) : exact;
        return new Gaps(
                gaps.filled(features.values(), row.length, more),
                targets.values(said),
                gaps.lengths(count),
                gaps.distance());
    }

    /** @throws UserError if no sequence has more steps than one, which is to be said before a network is made for that */
    void checkLengths(NumberSequences sequences) {
        if (sequences.longest() == 1) {
            throw new UserError(
                    Phrase.of(
                            lines.file(),
                            ": ",
                            sequences.count() == 1 ? shown(0) + " has" : "all sequences have",
                            " one step"),
                    roles.sequence() == TableColumns.NONE
                            ? "give a row for each step"
                            : Phrase.of(
                                    "name by ",
                                    Setting.SEQUENCE,
                                    " the column that is the same in all rows of a sequence"));
        }
    }
}
