package gatewise.data;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a set's sequences are made of and what is to be said of them. It goes with a network into its checkpoint, so that
 * whatever reads for the network later reads in the same way.
 *
 * @param task what is to be said
 * @param features the names of a step's numbers
 * @param outputs the names of the classes, by label; or of the numbers that are to be said
 * @param scalings of features and of numbers that are to be said
 * @param steps in what the sequences that a network was trained on were alike; null where there is no such network yet
 */
public record Form(Task task, List<String> features, List<String> outputs, Scalings scalings, TrainedSteps steps) {
    /**
     * How numbers are scaled.
     *
     * @param scaling of the features; null for images, whose pixels become 0..1
     * @param outputScaling of the numbers that are to be said; null for classes
     */
    public record Scalings(Scaling scaling, Scaling outputScaling) {}

    public Form {
        requireNonNull(task, "task is null");
        features = List.copyOf(features);
        outputs = List.copyOf(outputs);
        Scaling scaling = scalings.scaling();
        Scaling outputScaling = scalings.outputScaling();
        if (scaling != null && scaling.columns() != features.size()) {
            throw new IllegalArgumentException(
                    "scaling of " + scaling.columns() + " columns, expected one a feature: " + features.size());
        }
        if (task.saysClasses() != (outputScaling == null)) {
            throw new IllegalArgumentException("numbers have a scaling of their own, classes have none");
        }
        if (outputScaling != null && outputScaling.columns() != outputs.size()) {
            throw new IllegalArgumentException(
                    "scaling of " + outputScaling.columns() + " columns, expected one an output: " + outputs.size());
        }
    }

    /** Of a network that says no more of what it was trained on. */
    public Form(Task task, List<String> features, List<String> outputs, Scaling scaling, Scaling outputScaling) {
        this(task, features, outputs, new Scalings(scaling, outputScaling), TrainedSteps.UNKNOWN);
    }

    /**
     * Images to be classified.
     *
     * @param columns of an image
     */
    public static Form images(int columns, List<String> classes) {
        List<String> names = IntStream.rangeClosed(1, columns)
                .mapToObj(column -> "column " + column)
                .toList();
        return new Form(Task.CLASSIFY, names, classes, new Scalings(null, null), TrainedSteps.UNKNOWN);
    }

    /** Of the features; null for images. */
    public Scaling scaling() {
        return scalings.scaling();
    }

    /** Of the numbers that are to be said; null for classes. */
    public Scaling outputScaling() {
        return scalings.outputScaling();
    }

    /** Whether the sequences are images, read row by row. */
    @JsonIgnore
    public boolean isImages() {
        return scaling() == null;
    }

    /** The name of what an output is of: of a forecast without how many steps ahead it is. */
    public String target(int output) {
        String name = outputs.get(output);
        return task == Task.FORECAST ? name.replaceFirst("\\+\\d+$", "") : name;
    }

    /** Whether the numbers that are to be said are of several targets, whose units may differ. */
    public boolean mixesTargets() {
        return !task.saysClasses()
                && IntStream.range(0, outputs.size())
                                .mapToObj(this::target)
                                .distinct()
                                .count()
                        > 1;
    }

    /**
     * By what errors are divided where outputs are taken together, so that each target counts alike: the deviations of the outputs
     * in training.
     *
     * @return [outputs]; empty where all are of one target, whose errors are taken together in its units
     */
    public List<Float> mixedDeviations() {
        return mixesTargets() ? outputScaling().deviations() : List.of();
    }

    /** What messages call that of which a class is said: images, sequences or steps. */
    public String itemNoun() {
        return task.atEveryStep() ? "steps" : noun();
    }

    /** What messages call the sequences: images, windows of what is to be forecast, or sequences. */
    public String noun() {
        return task == Task.FORECAST ? "windows" : kind();
    }

    /** The same of one. */
    public String one() {
        return noun().substring(0, noun().length() - 1);
    }

    /** What columns and fields of files, and of JSON elsewhere, call them, whatever the task: images, or sequences. */
    public String kind() {
        return isImages() ? "images" : "sequences";
    }
}
