package gatewise.explain;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import gatewise.data.Form;
import gatewise.data.Scaling;
import gatewise.data.SequenceSet;
import gatewise.data.Task;
import gatewise.scoring.Scores;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a network read a sequence that is no image, in the units and with the names of its file.
 *
 * @param trace what the network did; its answers are in the scale in which it was trained
 * @param values [steps][features], as they were read: in the order and with the blanks of the surgery
 * @param answers [steps][outputs], what the head gives after each step: probabilities of classes, or numbers
 * @param truth what is to be said of it; of steps, in the order in which they were read
 */
@JsonPropertyOrder({"task", "features", "outputs", "predicted", "settledStep", "values", "answers", "layers"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SequenceTrace(
        @JsonIgnore NetworkTrace trace,
        @JsonIgnore Form form,
        float[][] values,
        float[][] answers,
        @JsonIgnore Truth truth) {

    /**
     * Reads a sequence of a set.
     *
     * @param form what the network reads
     * @throws gatewise.io.UserError if the surgery holds what the network does not have, or an answer is not finite
     */
    public static SequenceTrace of(Explainer explainer, SequenceSet set, int sequence, Form form, Surgery surgery) {
        float[][] values = set.values(sequence);
        NetworkTrace trace = explainer.trace(set.steps(sequence), surgery);
        Arrays.stream(trace.probabilities()).forEach(Scores::requireFinite);
        return new SequenceTrace(
                trace,
                form,
                surgery.rows(values, means(form)),
                form.task().saysClasses() ? trace.probabilities() : unscaled(trace.probabilities(), form),
                Truth.of(set, sequence, form).inOrder(form, surgery.order(values.length)));
    }

    /** What a network reads as zeros. */
    private static float[] means(Form form) {
        float[] means = new float[form.features().size()];
        for (int feature = 0; feature < means.length; feature++) {
            means[feature] = form.scaling().means().get(feature);
        }
        return means;
    }

    private static float[][] unscaled(float[][] scaled, Form form) {
        Scaling scaling = form.outputScaling();
        float[][] answers = new float[scaled.length][form.outputs().size()];
        for (int t = 0; t < answers.length; t++) {
            for (int output = 0; output < answers[t].length; output++) {
                answers[t][output] = scaling.unscaled(output, scaled[t][output]);
            }
            Scores.requireFinite(answers[t]);
        }
        return answers;
    }

    @JsonProperty
    public Task task() {
        return form.task();
    }

    /** The names of a step's numbers. */
    @JsonProperty
    public List<String> features() {
        return form.features();
    }

    /** The names of the classes, or of the numbers that are said. */
    @JsonProperty
    public List<String> outputs() {
        return form.outputs();
    }

    /** The likeliest class after the last step, or of each step; or the numbers after the last step. */
    @JsonProperty
    public Object predicted() {
        return switch (task()) {
            case CLASSIFY -> outputs().get(trace.answer());
            case TAG ->
                IntStream.range(0, steps())
                        .mapToObj(step -> outputs().get(trace.guess(step)))
                        .toList();
            case REGRESS, FORECAST -> answers[steps() - 1];
        };
    }

    /** The step, from 0, after which the guess was the class and stayed so; null where no class of the sequence is said. */
    @JsonProperty
    public Integer settledStep() {
        return task() == Task.CLASSIFY ? trace.settled() : null;
    }

    /** The layer nearest to the input first. */
    @JsonProperty
    public List<LayerTrace> layers() {
        return trace.layers();
    }

    public int steps() {
        return values.length;
    }

    /** The steps whose class is another than the network says; none where it is not known. */
    public List<Integer> mistakes() {
        return task() == Task.TAG && truth.isKnown()
                ? IntStream.range(0, steps())
                        .filter(step -> trace.guess(step) != truth.classes()[step])
                        .boxed()
                        .toList()
                : List.of();
    }
}
