package gatewise.testing;

import gatewise.data.Columns;
import gatewise.data.Missing;
import gatewise.data.Reading;
import gatewise.data.Task;
import gatewise.data.Window;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Small files of sequences of every form, each enough for a training, validation and test set.
 *
 * @param reading how it is read
 */
public record SequenceTexts(Reading reading, List<byte[]> files) {
    private static final int SEQUENCES = 12;

    /** In .ts files, of every task that these have. */
    public static List<SequenceTexts> ts() {
        byte[] classes = bytes("# says\n@problemName Small\n@timeStamps false\n@missing true\n@univariate false\n"
                + "@dimensions 2\n@equalLength false\n@classLabel true a b\n@data\n1,2,?:3,4.5,6:a\n-1e3,2:NaN,4:b\n"
                + "1,2:3,4:a\n7:8:b\n9:10:a\n1:2:b\n");
        byte[] numbers = bytes("@univariate true\n@seriesLength 3\n@targetLabel true\n@data\n"
                + "1,2,3:0.5\n4,5,6:1\n7,8,9:2\n1,1,1:3\n");
        return List.of(
                new SequenceTexts(reading(null, Columns.NONE, Missing.INTERPOLATE, null), List.of(classes, numbers)),
                new SequenceTexts(
                        reading(Task.CLASSIFY, Columns.NONE, Missing.ZERO, null),
                        List.of(classes, IdxFiles.gzip(classes))),
                new SequenceTexts(reading(Task.REGRESS, Columns.NONE, Missing.REFUSE, null), List.of(numbers)));
    }

    /** In tables long and wide, of every task. */
    public static List<SequenceTexts> tables() {
        byte[] steps = bytes("id,t,kind,a,b\n"
                + lines(
                        2 * SEQUENCES,
                        i -> "s" + i / 2 + "," + i % 2 + "," + "xy".charAt(i / 2 % 2) + "," + i + ",1e-3"));
        byte[] quoted = bytes("\"id\";t;kind;a;b\r\n"
                + lines(
                        2 * SEQUENCES,
                        i -> "\"s \"\"" + i / 2 + "\"\"\";2026-01-0" + (1 + i % 2) + ";" + "xy".charAt(i / 2 % 2)
                                + (i % 3 == 0 ? ";?;" : ";1.5;") + i + "\r"));
        byte[] wide = bytes("kind\ta\tb\tc\td\n"
                + lines(
                        SEQUENCES,
                        i -> "xy".charAt(i % 2) + "\t" + i + "\t" + (i % 5 == 0 ? "NaN" : ".5") + "\t-1\t+2."));
        byte[] series = bytes("hour,load,wind\n" + lines(80, i -> i + "," + i % 7 + "," + (i % 9 == 0 ? "" : "1e1")));
        byte[] panel = bytes("id\tt\ta\tb\n" + lines(60, i -> "p" + i % 2 + "\t" + i + "\t" + i % 7 + "\t-1e-1"));
        List<String> numbers = List.of("a", "b");
        return List.of(
                new SequenceTexts(
                        reading(null, new Columns("id", "t", "kind", null, null), Missing.INTERPOLATE, null),
                        List.of(steps, quoted)),
                new SequenceTexts(
                        reading(Task.TAG, new Columns("id", "t", "kind", numbers, null), Missing.ZERO, null),
                        List.of(steps, quoted)),
                new SequenceTexts(
                        reading(
                                Task.REGRESS,
                                new Columns("id", "t", null, List.of("a"), List.of("b")),
                                Missing.REFUSE,
                                null),
                        List.of(steps)),
                new SequenceTexts(
                        reading(null, new Columns(null, null, "kind", null, null), Missing.INTERPOLATE, null),
                        List.of(wide, IdxFiles.gzip(wide))),
                new SequenceTexts(
                        reading(
                                Task.REGRESS,
                                new Columns(null, null, null, List.of("a", "c"), List.of("d")),
                                Missing.ZERO,
                                null),
                        List.of(wide)),
                new SequenceTexts(
                        reading(
                                Task.FORECAST,
                                new Columns(null, "hour", null, List.of("load", "wind"), List.of("load")),
                                Missing.INTERPOLATE,
                                new Window(4, 2, 0)),
                        List.of(series)),
                new SequenceTexts(
                        reading(
                                Task.FORECAST,
                                new Columns("id", "t", null, numbers, null),
                                Missing.ZERO,
                                new Window(1, 1, 0)),
                        List.of(panel)));
    }

    private static Reading reading(Task task, Columns columns, Missing missing, Window window) {
        return new Reading(task, columns, missing, window);
    }

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(i -> line.apply(i) + "\n").collect(Collectors.joining());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
