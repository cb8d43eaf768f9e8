package gatewise.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.checkpoint.Engine;
import gatewise.data.Dataset;
import gatewise.data.Form;
import gatewise.data.NumberSequences;
import gatewise.data.NumberSequences.Runs;
import gatewise.data.NumberSequences.Steps;
import gatewise.data.NumberSequences.Targets;
import gatewise.data.Scaling;
import gatewise.data.Task;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.network.Networks;
import gatewise.network.Output;
import gatewise.scoring.Residuals;
import gatewise.scoring.Scores;
import gatewise.testing.RequiresBackend;
import gatewise.training.Trainer;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;

@RequiresBackend
class SequenceTraceTest {
    private static final Scaling SCALING = new Scaling(List.of(10f, 0f), List.of(2f, 1f));
    private static final Form TAGS = new Form(Task.TAG, List.of("a", "b"), List.of("no", "yes", "else"), SCALING, null);
    private static final Form NUMBER = new Form(
            Task.REGRESS, List.of("a", "b"), List.of("sum"), SCALING, new Scaling(List.of(100f), List.of(20f)));
    private static final Surgery REVERSED =
            new Surgery(List.of(), RowOrder.REVERSED, 1, Indices.parse("--blank-steps", "0", 3));

    /** Two sequences, of three steps and of one. */
    private static NumberSequences sequences(Targets targets) {
        return new NumberSequences(
                new Steps(new float[] {10, 1, 12, 2, 14, 3, 8, 4}, 2),
                new Runs(new int[] {0, 3}, new int[] {3, 1}, new String[] {"first", "second"}),
                targets,
                SCALING);
    }

    private static NetworkSpec spec(Form form) {
        return NetworkSpec.tutorial().toBuilder()
                .inputSize(2)
                .timeSteps(2)
                .classes(form.outputs().size())
                .hiddenSizes(List.of(4))
                .cell(Cell.GRU)
                .output(Output.of(form.task()))
                .build();
    }

    private static Explainer explainer(Form form) {
        return new Explainer(Networks.create(spec(form), 3), spec(form));
    }

    @Test
    void valuesAndTagsAreThoseOfTheStepsAsTheyWereRead() {
        NumberSequences set = sequences(new Targets(new float[] {0, 1, 2, 1}, 1, true));
        SequenceTrace trace = SequenceTrace.of(explainer(TAGS), set, 0, TAGS, REVERSED);
        assertThat(trace.values()).isDeepEqualTo(new float[][] {{14, 3}, {12, 2}, {10, 0}});
        assertThat(trace.trace().rowsRead()).isDeepEqualTo(new float[][] {{2, 3}, {1, 2}, {0, 0}});
        assertThat(trace.truth().classes()).containsExactly(2, 1, 0);
        assertThat(trace.truth().named(TAGS)).isEqualTo(List.of("else", "yes", "no"));
        assertThat(trace.settledStep()).isNull();
        assertThat(trace.answers()).hasDimensions(3, 3);
        assertThat(trace.mistakes())
                .isEqualTo(List.of(0, 1, 2).stream()
                        .filter(step -> trace.trace().guess(step) != 2 - step)
                        .toList());
    }

    @Test
    void aSequenceLongerThanThoseThatTrainedIsReadWhole() {
        NumberSequences set = sequences(new Targets(new float[] {90, 130}, 1, false));
        SequenceTrace trace = SequenceTrace.of(explainer(NUMBER), set, 0, NUMBER, Surgery.NONE);
        assertThat(trace.steps()).isEqualTo(3);
        assertThat(trace.layers().get(0).directions().get(0).hidden()).hasDimensions(3, 4);
        assertThat(trace.truth().numbers()).containsExactly(90);
        assertThat(trace.answers()[2][0]).isCloseTo(100 + 20 * trace.trace().probabilities()[2][0], within(1e-4f));
        assertThat(trace.predicted()).isEqualTo(trace.answers()[2]);
        assertThat(SequenceTrace.of(explainer(NUMBER), set, 1, NUMBER, Surgery.NONE)
                        .steps())
                .isEqualTo(1);
    }

    @Test
    void jsonHoldsNamesAndUnits() throws Exception {
        NumberSequences set = sequences(Targets.UNKNOWN);
        ObjectMapper mapper = new ObjectMapper();
        JsonNode json = mapper.readTree(
                mapper.writeValueAsString(SequenceTrace.of(explainer(NUMBER), set, 1, NUMBER, Surgery.NONE)));
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("task", "features", "outputs", "predicted", "values", "answers", "layers");
        assertThat(json.get("values")).hasToString("[[8.0,4.0]]");
    }

    @Test
    void scoresAsTheTrainerDoes() {
        Dataset adding = Dataset.open("adding:6");
        NetworkSpec spec = spec(adding.form()).toBuilder().timeSteps(6).build();
        MultiLayerNetwork network = Engine.FAST.create(spec, 1, 1);
        Explainer explainer = new Explainer(network, spec);
        SurgeryErrors errors = SurgeryResult.of(explainer, adding.test(), adding.form(), REVERSED)
                .errors();
        double rmse = ((Residuals) Trainer.test(network, adding)).rmse();
        assertThat(errors.before()).isCloseTo(rmse, within(1e-5));
        assertThat(errors.after()).isNotCloseTo(rmse, within(1e-5));
        assertThat(errors.sequences()).isEqualTo(2000);

        Dataset copy = Dataset.open("copy:2");
        NetworkSpec tagger =
                spec(copy.form()).toBuilder().inputSize(10).timeSteps(22).build();
        MultiLayerNetwork tags = Engine.FAST.create(tagger, 1, 1);
        SurgeryScore score = SurgeryResult.of(new Explainer(tags, tagger), copy.test(), copy.form(), REVERSED)
                .score();
        assertThat(score.before()).isEqualTo(((Scores) Trainer.test(tags, copy)).accuracy());
        assertThat(score.images()).isEqualTo(2000 * 22);
    }

    @Test
    void aTagGoesWithItsStepWhenStepsAreReversed() {
        NumberSequences set = sequences(new Targets(new float[] {0, 1, 2, 1}, 1, true));
        Explainer explainer = explainer(TAGS);
        float[][] inPlace = explainer.answers(set.steps(0), REVERSED);
        float[][] asRead = SequenceTrace.of(explainer, set, 0, TAGS, REVERSED).answers();
        for (int step = 0; step < 3; step++) {
            assertThat(inPlace[step]).containsExactly(asRead[2 - step], within(1e-6f));
        }
    }
}
