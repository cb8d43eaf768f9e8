package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gatewise.io.UserError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables with a row a step in parts: the steps of the whole file, or a refusal. */
class PartStepsTest {
    private static final String HEADER = "who,t,x,kind\n";
    private static final String UNEVEN =
            "file: its steps do not lie equally far apart, and which are left out is known of the whole file alone; "
                    + "number the steps of each sequence 1, 2, 3, or leave out the cluster";

    private static final Window WINDOW = new Window(3, 2, 0);

    private static SequenceParts.Asked asked(Task task, Missing missing) {
        Columns columns = new Columns("who", "t", task.saysClasses() ? "kind" : null, List.of("x"), null);
        Form form = TextPartsTest.form(task, "x");
        if (task == Task.FORECAST) {
            Scaling scaling = form.scaling();
            Scaling output = new Scaling(List.of(0f, 0f), List.of(1f, 1f));
            form = new Form(task, List.of("x"), List.of("x+1", "x+2"), scaling, output);
        }
        return new SequenceParts.Asked(
                new Reading(task, columns, missing, task == Task.FORECAST ? WINDOW : null), form, true);
    }

    private static String sequence(String name, String... steps) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < steps.length; i++) {
            rows.append(name + "," + steps[i] + "," + (steps.length * i % 7 + 0.25) + "," + "ab".charAt(i % 2) + "\n");
        }
        return rows.toString();
    }

    private static byte[] bytes(String rows) {
        return (HEADER + rows).getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> whole(String rows, SequenceParts.Asked asked) {
        FileContent content = SequenceFiles.content(
                new ByteArrayInputStream(bytes(rows)), TextPartsTest.NAME, asked.reading(), asked.form());
        return TextPartsTest.lines(SequenceFiles.truth(content, asked.reading(), asked.form(), TextPartsTest.NAME)
                .sequences());
    }

    private static void same(String rows, SequenceParts.Asked asked) throws IOException {
        List<String> expected = whole(rows, asked);
        for (int size : new int[] {1, 30, 100, 100_000}) {
            assertThat(TextPartsTest.inParts(bytes(rows), asked, size))
                    .as("ranges of " + size)
                    .isEqualTo(expected);
        }
    }

    private static void refused(String rows, Missing missing, String message) {
        UserError found = catchThrowableOfType(
                UserError.class, () -> TextPartsTest.inParts(bytes(rows), asked(Task.TAG, missing), 1));
        assertThat(found).as(rows).isNotNull().hasMessage(message);
    }

    private static void uneven(Task task, String rows) {
        UserError found = catchThrowableOfType(
                UserError.class, () -> TextPartsTest.inParts(bytes(rows), asked(task, Missing.ZERO), 1));
        assertThat(found).as(rows).isNotNull().hasMessage(UNEVEN);
    }

    private static String mixed(String one, String other) {
        return "file: its steps are " + one + " in one part and " + other
                + " in another; give steps of one form, or leave out the cluster";
    }

    private static String[] numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new);
    }

    @Test
    void classesAtEveryStep() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            rows.append(sequence("s" + i, numbers(1 + i % 4)));
        }
        same(rows.toString(), asked(Task.TAG, Missing.REFUSE));
    }

    @Test
    void stepsThatLieApartAlike() throws IOException {
        SequenceParts.Asked asked = asked(Task.TAG, Missing.ZERO);
        same(sequence("a", "0.5", "1") + sequence("b", "2", "9.5", "11"), asked);
        same(sequence("a", "2024-01-31", "2024-02-29") + sequence("b", "2024-04-30", "2024-05-31"), asked);
        same(sequence("a", "2024-01", "2024-02") + sequence("b", "2024-03") + sequence("c", "2025-01"), asked);
        same(sequence("a", "08:00", "09:00") + sequence("b", "10:00", "11:00", "12:00"), asked);
        same(sequence("a", "08:00", "09:00", "09:01") + sequence("b", "10:00", "11:00", "11:07"), asked);
    }

    @Test
    void stepsOfOtherForms() {
        refused(sequence("a", "1") + sequence("b", "2024-01-01"), Missing.ZERO, mixed("whole numbers", "dates"));
        refused(
                sequence("a", "1", "2") + sequence("b", "1", "2.5"),
                Missing.ZERO,
                mixed("whole numbers", "numbers with decimals"));
        refused(
                sequence("a", "2024-01-01") + sequence("b", "2024-01-01T05:00", "2024-01-02T05:00"),
                Missing.REFUSE,
                mixed("dates", "dates with times"));
        refused(
                sequence("a", "2024-01-01T05:00") + sequence("b", "2024-01-01T05:00+01:00"),
                Missing.REFUSE,
                mixed("dates with times", "dates with times and offsets"));
        refused(
                sequence("a", "2024-01", "2024-02") + sequence("b", "2024-01-01", "2024-02-01"),
                Missing.ZERO,
                mixed("months", "dates"));
        refused(sequence("a", "13:45") + sequence("b", "2024-01-01"), Missing.ZERO, mixed("times", "dates"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // 2 apart and 1 apart
                "0 2 4|0 1 2",
                // one left out; of a part alone, or in all of them
                "0 1 3|0 1 2",
                "0 1 3|0 1 3",
                // a month left out, where days of months or times of days differ
                "2024-01-05 2024-02-05 2024-03-05 2024-05-05|2024-01-31 2024-02-29",
                "2024-01-05T01:00 2024-02-05T01:00 2024-03-05T01:00 2024-05-05T01:00|2024-01-05T02:00 2024-02-05T02:00",
                // a weekend in each
                "2024-01-04 2024-01-05 2024-01-08 2024-01-09|2024-01-04 2024-01-05 2024-01-08 2024-01-09",
                // an hour that clocks skip, and a night in a zone
                "2024-03-31T00:00 2024-03-31T01:00 2024-03-31T03:00 2024-03-31T04:00|2024-03-31T00:00 2024-03-31T01:00",
                // even in one part, anyhow in another
                "08:00 09:00 10:00|08:00 08:07 09:00"
            })
    void stepsThatLieApartInOtherWays(String steps) {
        List<String> rows = new ArrayList<>();
        for (String sequence : steps.split("\\|")) {
            rows.add(sequence("s" + rows.size(), sequence.split(" ")));
        }
        uneven(Task.CLASSIFY, String.join("", rows).replaceAll(",[ab]\n", ",a\n"));
    }

    @Test
    void nightsInAZone() {
        StringBuilder rows = new StringBuilder();
        for (String name : List.of("a", "b")) {
            List<String> steps = new ArrayList<>();
            for (int day = 1; day <= 4; day++) {
                for (int hour = 8; hour < 18; hour++) {
                    steps.add("2024-01-0" + day + (hour < 10 ? "T0" : "T") + hour + ":00Z");
                }
            }
            rows.append(sequence(name, steps.toArray(String[]::new)));
        }
        uneven(Task.CLASSIFY, rows.toString().replace(",b\n", ",a\n"));
    }

    @Test
    void stepsThatAreMissingInAllPartsTogether() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            rows.append(sequence("s" + i, "0", "1", "900"));
        }
        String classes = rows.toString().replace(",b\n", ",a\n");
        SequenceParts.Asked asked = asked(Task.CLASSIFY, Missing.ZERO);
        assertThat(catchThrowableOfType(UserError.class, () -> whole(classes, asked)))
                .hasMessageStartingWith("file: 2694 steps are missing among 9");
        uneven(Task.CLASSIFY, classes);
    }

    private static String series(int count) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            rows.append(sequence("s" + i, numbers(10 + i)));
        }
        return rows.toString();
    }

    @Test
    void forecasts() throws IOException {
        same(series(6), asked(Task.FORECAST, Missing.REFUSE));
        same(series(6), asked(Task.FORECAST, Missing.ZERO));
        String missing = series(6).replaceFirst("s1,1,[^,]+", "s1,1,");
        same(missing, asked(Task.FORECAST, Missing.INTERPOLATE));
        String message =
                "file: values are missing, and the mean in their place is known of the whole file alone; fill them in, or leave out the cluster";
        assertNoMeans(missing, Missing.ZERO, message);
        // All of what a series is judged by.
        assertNoMeans(series(6).replaceAll("s0,([89]),[^,]+", "s0,$1,"), Missing.INTERPOLATE, message);
    }

    private static void assertNoMeans(String rows, Missing missing, String message) throws IOException {
        SequenceParts.Asked asked = asked(Task.FORECAST, missing);
        UserError found = catchThrowableOfType(UserError.class, () -> TextPartsTest.inParts(bytes(rows), asked, 1));
        assertThat(found).isNotNull().hasMessage(message);
        assertThat(TextPartsTest.inParts(bytes(rows), asked, 100_000)).isEqualTo(whole(rows, asked));
    }
}
