package gatewise.serve;

import gatewise.data.Form;
import gatewise.data.GivenSequence;
import gatewise.data.NumberSequences;
import gatewise.data.Reading;
import gatewise.network.NetworkSpec;
import java.util.List;

/** Sequences that a client sent, in the units of the files that the model was trained on. */
final class SequenceBody {
    private static final String NAME = "the sequence";
    /** Numbers of one trace, which an answer writes as text. */
    private static final int MOST_VALUES = 4_000_000;

    /** Of one that others do not wait for long. */
    private static final int FEW_VALUES = MOST_VALUES / 10;

    private static final int MOST_STEPS = 10_000;

    /** So large may a text be of whatever model. */
    private static final int SMALLEST_TEXT = 4 << 20;

    private SequenceBody() {}

    /** As many steps as are read at once: 10,000, fewer where a step has so many gates that the answer would become too large. */
    static int mostSteps(ServedModel model) {
        return (int) Math.max(1, Math.min(MOST_STEPS, MOST_VALUES / valuesAStep(model)));
    }

    /** Whether a trace of so many steps is soon computed and written. */
    static boolean isSmall(int steps, ServedModel model) {
        return steps * valuesAStep(model) <= FEW_VALUES;
    }

    private static long valuesAStep(ServedModel model) {
        NetworkSpec spec = model.explainer().spec();
        int kept = spec.cell().watchedGates().size() + (spec.cell().hasCellState() ? 2 : 1);
        long values = spec.inputSize() + spec.classes();
        for (int units : spec.hiddenSizes()) {
            values += (long) units * kept * (spec.bidirectional() ? 2 : 1);
        }
        return values;
    }

    /** Values of a body with so many steps, and the beginnings and ends of its lists. */
    static long mostTokens(ServedModel model) {
        return mostSteps(model) * (model.form().features().size() + 2L);
    }

    /** Bytes of a text, which may be a table of many sequences. */
    static int mostTextBytes(ServedModel model, int bytesANumber, int others) {
        return Math.max(SMALLEST_TEXT, mostBytes(model, bytesANumber, others));
    }

    /** Bytes of a body with so many steps. */
    static int mostBytes(ServedModel model, int bytesANumber, int others) {
        long numbers = (long) mostSteps(model) * model.form().features().size();
        return (int) Math.min(others + bytesANumber * numbers, 16 << 20);
    }

    /**
     * Reads the field {@code steps} or the field {@code features} of a body.
     *
     * @throws Refusal if it has none or both, or they are of another form than the model reads
     * @throws gatewise.io.UserError if a value cannot be read
     */
    static NumberSequences read(Fields body, ServedModel model) {
        if (body.has("steps") == body.has("features")) {
            throw Refusal.badRequest("the body: expected either steps or features");
        }
        Form form = model.form();
        int most = mostSteps(model);
        return given(
                body.has("steps") ? body.rows("steps", most, form.features().size()) : byFeature(body, form, most),
                model);
    }

    private static float[][] byFeature(Fields body, Form form, int most) {
        List<String> names = form.features();
        Fields lists = body.object("features", names.toArray(String[]::new));
        float[][] steps = null;
        for (int feature = 0; feature < names.size(); feature++) {
            int length = steps == null ? 0 : steps.length;
            float[] values = length == 0
                    ? lists.numbers(names.get(feature), 1, most)
                    : lists.numbers(names.get(feature), length, length);
            if (steps == null) {
                steps = new float[values.length][names.size()];
            }
            for (int t = 0; t < values.length; t++) {
                steps[t][feature] = values[t];
            }
        }
        return steps;
    }

    /**
     * Reads one sequence or several from text.
     *
     * @throws gatewise.io.UserError if it has none that the model reads
     */
    static NumberSequences read(byte[] text, ServedModel model) {
        return GivenSequence.read(text, reading(model), model.form(), mostSteps(model), NAME);
    }

    private static Reading reading(ServedModel model) {
        return model.run().provenance().data().reading();
    }

    private static NumberSequences given(float[][] steps, ServedModel model) {
        return GivenSequence.of(steps, reading(model).missing(), model.form(), NAME);
    }
}
