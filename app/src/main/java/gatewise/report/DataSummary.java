package gatewise.report;

import gatewise.data.DataOrigin;
import gatewise.data.Dataset;
import gatewise.data.SequenceFiles;
import gatewise.data.SequenceSet;
import gatewise.data.Task;
import gatewise.io.Text;
import java.util.List;
import java.util.stream.Collectors;

/** What a data set was recognised as and how it was split, in a few lines for a terminal. */
public final class DataSummary {
    private DataSummary() {}

    /**
     * Form, sizes, lengths, how the parts came about, and missing values that were put in; each line is ended.
     *
     * @param width columns of a terminal that lines are to fit
     */
    public static String of(Dataset data, int width) {
        DataOrigin origin = data.splits().origin();
        String parts = Text.format(
                "data: %s, %s; %d training, %d validation and %d test %s of %s%n",
                Text.visible(Text.name(data.name())),
                origin.form(),
                data.train().count(),
                data.validation().count(),
                data.test().count(),
                data.form().noun(),
                lengths(List.of(data.train(), data.validation(), data.test())));
        String filled =
                origin.filled() == 0 ? "" : Text.format("missing: %s put in%n", Text.count(origin.filled(), "value"));
        return Prose.wrap(parts + split(data) + filled + rounded(origin.rounded()), width);
    }

    /**
     * The same of a file that is scored whole.
     *
     * @param noun what there are so many of
     * @param changed whether a network was trained on an earlier content of the file
     */
    public static String of(SequenceFiles.Truth file, String noun, boolean changed, int width) {
        return Prose.wrap(
                Text.format(
                                "data: %s, %s; %d %s of %s, all to be scored%s%n",
                                Text.visible(Text.name(file.name())),
                                file.form(),
                                file.sequences().count(),
                                noun,
                                lengths(List.of(file.sequences())),
                                changed
                                        ? Text.format(
                                                "%nThe data is not as it was when the network was trained on it: %s that trained it may be among these.",
                                                noun)
                                        : "")
                        + rounded(file.rounded()),
                width);
    }

    private static String rounded(List<String> notes) {
        return notes.stream().map(note -> Text.format("rounded: %s%n", note)).collect(Collectors.joining());
    }

    private static String lengths(List<SequenceSet> parts) {
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (SequenceSet part : parts) {
            most = Math.max(most, part.longest());
            if (part.isOfOneLength() && part.count() > 0) {
                least = Math.min(least, part.length(0));
                continue;
            }
            for (int i = 0; i < part.count(); i++) {
                least = Math.min(least, part.length(i));
            }
        }
        return least == most ? Text.count(most, "step") : Text.format("%d to %d steps", least, most);
    }

    private static String split(Dataset data) {
        DataOrigin origin = data.splits().origin();
        if (origin.form() == DataOrigin.Kind.COMPUTED) {
            return "";
        }
        if (data.form().task() == Task.FORECAST) {
            return Text.format("split: each series in order of time, 70%% training, 10%% validation, 20%% test%n");
        }
        String how = !data.holdout().isDrawn()
                ? "the first " + data.validation().count()
                : data.form().task() == Task.CLASSIFY
                        ? Text.format(
                                "drawn class by class, seed %d,", data.holdout().seed())
                        : Text.format("drawn, seed %d,", data.holdout().seed());
        return origin.ownTest()
                ? Text.format("split: test from a file of its own, validation %s of the training file%n", how)
                : Text.format(
                        "split: one file, a fifth %s for the test, then %d for validation%n",
                        how, data.validation().count());
    }
}
