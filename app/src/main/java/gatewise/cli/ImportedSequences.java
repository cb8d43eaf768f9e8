package gatewise.cli;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Provenance;
import gatewise.data.Dataset;
import gatewise.data.Form;
import gatewise.data.NameProblem;
import gatewise.data.Reading;
import gatewise.data.TrainedSteps;
import gatewise.export.OnnxCheck;
import gatewise.export.OnnxImport;
import gatewise.export.SequenceCheck;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.scoring.Inference;
import java.util.List;

/** An imported model of sequences that are no images. */
final class ImportedSequences {
    private ImportedSequences() {}

    /**
     * What goes into its checkpoint about its data.
     *
     * @param given what the user named, or null
     * @param labels the names of the classes, or of the numbers that are said
     */
    static Provenance.Data data(OnnxImport imported, String given, List<String> labels) {
        Form form = imported.sequences().form();
        Reading reading = imported.sequences().reading();
        check(form, reading);
        Dataset set = given == null ? null : Dataset.open(given, reading, null);
        if (set != null) {
            SequenceExport.checkFits(
                    set, new Form(form.task(), form.features(), labels, form.scaling(), form.outputScaling()));
            checkScaling(set, form);
        }
        return new Provenance.Data(
                set == null ? null : DataOption.source(given),
                set == null ? "unknown data" : set.name(),
                set == null ? null : set.sha256(),
                training(set),
                new Provenance.Data.Content(
                        labels,
                        new Provenance.Data.Sequences(
                                form.task(), form.features(), form.scaling(), form.outputScaling(), reading),
                        set == null ? null : TrainedSteps.of(set.form())));
    }

    /** Of a network that was not trained here, whose data are held out as those of a set; null if there is none. */
    static Provenance.Data.Training training(Dataset set) {
        return set == null
                ? Provenance.Data.Training.NONE
                : new Provenance.Data.Training(0, set.holdout().seed());
    }

    private static void check(Form form, Reading reading) {
        String problem = NameProblem.of(form.features());
        if (problem != null) {
            throw new UserError("the model's features have " + problem, "export it again");
        }
        String odd = reading.problem(form);
        if (odd != null) {
            throw new UserError("the model's metadata say " + odd, "export it again");
        }
    }

    private static void checkScaling(Dataset set, Form form) {
        if (!form.scaling().equals(set.form().scaling())) {
            throw new UserError(
                    "--data " + set.name() + " has other training sequences than the model: their means or deviations"
                            + " differ from those in the model",
                    "give what it was trained on, or leave it out");
        }
    }

    /** Compares it with the model on random sequences. */
    static String check(OnnxImport imported, Checkpoint checkpoint, int count) {
        Form form = imported.sequences().form();
        OnnxCheck result = SequenceCheck.of(
                imported.model().answer().bytes(),
                new SequenceCheck.Names(
                        imported.source().name(),
                        imported.sequences().lengths(),
                        imported.result().name()),
                Inference.of(checkpoint),
                form,
                SequenceCheck.random(checkpoint.spec(), form, count, 1));
        String said = Text.format(
                "ONNX Runtime %s: the largest difference of %s over %d random sequences is %.1e",
                result.runtime(), SequenceExport.figure(form), result.sequences(), result.deviation());
        ExportCommand.checkAgrees(result, said);
        return said;
    }
}
