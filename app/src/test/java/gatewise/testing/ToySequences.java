package gatewise.testing;

import gatewise.data.Columns;
import gatewise.data.Dataset;
import gatewise.data.Missing;
import gatewise.data.Reading;
import gatewise.data.Window;
import gatewise.io.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Small sets of sequences: of unequal lengths in two classes, and a series to be forecast. */
public final class ToySequences {
    private ToySequences() {}

    /** 80 sequences of two features and 3 to 9 steps, rising or falling, in a .ts file. */
    public static Path classes(Path folder) throws Exception {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("@classLabel true up down\n@data\n");
        for (int i = 0; i < 80; i++) {
            int length = 3 + random.nextInt(7);
            StringBuilder first = new StringBuilder();
            StringBuilder second = new StringBuilder();
            for (int t = 0; t < length; t++) {
                String comma = t == 0 ? "" : ",";
                first.append(comma).append(Text.format("%.3f", (i % 2 == 0 ? t : -t) + random.nextGaussian()));
                second.append(comma).append(Text.format("%.3f", random.nextGaussian()));
            }
            text.append(first).append(':').append(second).append(i % 2 == 0 ? ":up\n" : ":down\n");
        }
        return Files.writeString(folder.resolve("slopes.ts"), text);
    }

    /** 150 hours of load and temperature. */
    public static Path series(Path folder) throws Exception {
        Random random = new Random(2);
        StringBuilder text = new StringBuilder("hour,load,temperature\n");
        for (int hour = 0; hour < 150; hour++) {
            double angle = hour / 12.0 * 2 * Math.PI;
            text.append(Text.format(
                    "%d,%.3f,%.3f%n",
                    hour, 100 + 20 * Math.sin(angle) + random.nextGaussian(), 15 + 5 * Math.cos(angle)));
        }
        return Files.writeString(folder.resolve("series.csv"), text);
    }

    /** Of the series: two numbers a step, two steps after six. */
    public static final Reading FORECAST = new Reading(
            gatewise.data.Task.FORECAST,
            new Columns(null, "hour", null, List.of("load", "temperature"), null),
            Missing.REFUSE,
            new Window(6, 2, 0));

    /** The set of the series. */
    public static Dataset forecast(Path folder) throws Exception {
        return Dataset.open(series(folder).toString(), FORECAST, null);
    }
}
