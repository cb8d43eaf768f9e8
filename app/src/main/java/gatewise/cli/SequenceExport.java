package gatewise.cli;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Provenance;
import gatewise.data.Dataset;
import gatewise.data.Form;
import gatewise.data.SequenceSet;
import gatewise.export.NetworkWeights;
import gatewise.export.OnnxCheck;
import gatewise.export.OnnxExport;
import gatewise.export.OnnxFile;
import gatewise.export.SequenceCheck;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.io.Version;
import gatewise.network.NetworkSpec;
import gatewise.scoring.Inference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A network of sequences that are no images, as an ONNX model. */
final class SequenceExport {
    private static final int RANDOM_SEQUENCES = 65;
    private static final int TEST_SEQUENCES = 1000;

    private final Checkpoint checkpoint;
    private final NetworkWeights weights;
    private final Form form;

    SequenceExport(Checkpoint checkpoint, NetworkWeights weights) {
        this.checkpoint = checkpoint;
        this.weights = weights;
        this.form = checkpoint.provenance().form();
    }

    /** Writes it, and says what it is. */
    List<String> onnx(Path file, boolean check, DataOption data) {
        NetworkSpec spec = checkpoint.spec();
        byte[] bytes =
                OnnxExport.of(weights, form, Version.read().gatewise(), ModelMetadata.of(checkpoint.provenance()));
        List<String> lines = new ArrayList<>();
        lines.add(Text.format(
                "%s: %s float [batch, steps, %d] in the units of the data, %s int32 [batch], %s float [batch, %s%d]",
                spec.title(),
                OnnxExport.INPUT,
                spec.inputSize(),
                OnnxExport.LENGTHS,
                OnnxExport.output(form),
                form.task().atEveryStep() ? "steps, " : "",
                spec.classes()));
        if (check) {
            lines.add(check(bytes, data));
        }
        OnnxFile.write(file, bytes);
        return lines;
    }

    private String check(byte[] bytes, DataOption data) {
        List<float[][]> sequences = new ArrayList<>(SequenceCheck.random(checkpoint.spec(), form, RANDOM_SEQUENCES, 1));
        Provenance.Data trained = checkpoint.provenance().data();
        int tested = 0;
        if (data.isGiven() || trained.isKnown()) {
            Dataset set = data.isGiven() ? data.open(trained.reading()) : trained.open();
            checkFits(set, form);
            SequenceSet test = set.test();
            tested = Math.min(TEST_SEQUENCES, test.count());
            for (int i = 0; i < tested; i++) {
                sequences.add(test.values(i));
            }
        }
        OnnxCheck result =
                SequenceCheck.of(bytes, SequenceCheck.Names.of(form), Inference.of(checkpoint), form, sequences);
        String said = Text.format(
                "ONNX Runtime %s: the largest difference of %s over %d random sequences and %d test %s is %.1e",
                result.runtime(), figure(form), RANDOM_SEQUENCES, tested, form.noun(), result.deviation());
        ExportCommand.checkAgrees(result, said);
        return said;
    }

    /** What is compared. */
    static String figure(Form form) {
        return form.task().saysClasses() ? "a probability" : "a number, in deviations of the training data,";
    }

    /** @throws UserError if a set has other features, or something else is to be said of it */
    static void checkFits(Dataset set, Form form) {
        Form found = set.form();
        if (!found.features().equals(form.features())) {
            throw new UserError(
                    set.name() + " has the features " + Text.list(found.features()) + ", but the model reads "
                            + Text.list(form.features()),
                    "give other data or model");
        }
        if (found.task() != form.task() || !found.outputs().equals(form.outputs())) {
            throw new UserError(
                    set.name() + " is to " + found.task() + " " + Text.list(found.outputs()) + ", but the model is to "
                            + form.task() + " " + Text.list(form.outputs()),
                    "give other data or model");
        }
    }
}
