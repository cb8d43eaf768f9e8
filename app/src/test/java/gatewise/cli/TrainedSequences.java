package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Tables of sequences in a folder, and networks that are trained on them there. */
record TrainedSequences(Path folder) {
    /** Writes table.csv, 60 sequences of 2 to 5 steps, and hours.csv, a series of 120. */
    static TrainedSequences in(Path folder) throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("id,t,x,y,kind,tag,level\n");
        for (int i = 0; i < 60; i++) {
            int length = 2 + i % 4;
            for (int t = 0; t < length; t++) {
                // Some are as no network expects them.
                double x = (i % 2 == 0 ? 5 : -5) * (i % 5 == 0 ? -1 : 1) + random.nextGaussian();
                text.append("s" + i + "," + t + "," + x + "," + (100 + 10 * random.nextGaussian()) + ","
                        + (i % 2 == 0 ? "up" : "down") + "," + (random.nextInt(4) > 0 ? "in" : "out") + "," + 7 * x
                        + "\n");
            }
        }
        Files.writeString(folder.resolve("table.csv"), text);
        StringBuilder series = new StringBuilder("load,wind\n");
        for (int t = 0; t < 120; t++) {
            series.append(50 + 20 * Math.sin(t * Math.PI / 6) + "," + t % 5 + "\n");
        }
        Files.writeString(folder.resolve("hours.csv"), series);
        return new TrainedSequences(folder);
    }

    Path table() {
        return folder.resolve("table.csv");
    }

    Path hours() {
        return folder.resolve("hours.csv");
    }

    /** The command that trains on the table. */
    Object[] onTable() {
        return ("train --data " + table()
                        + " --sequence id --step t --features x,y --hidden 6 --learning-rate 0.02 --batch 8")
                .split(" ");
    }

    /** Trains a network of that name. */
    void train(String name, Object[] arguments, Object... more) {
        List<Object> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(Arrays.asList(more));
        all.addAll(List.of("--out", folder.resolve(name)));
        assertThat(run(all.toArray()).hasExitCode(0).out()).doesNotContain("image");
    }

    Path model(String name) {
        return folder.resolve(name).resolve("best.zip");
    }
}
