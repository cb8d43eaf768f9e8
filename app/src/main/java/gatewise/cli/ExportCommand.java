package gatewise.cli;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Provenance;
import gatewise.data.Dataset;
import gatewise.data.RowSequences;
import gatewise.export.JavaExport;
import gatewise.export.NetworkWeights;
import gatewise.export.OnnxCheck;
import gatewise.export.OnnxExport;
import gatewise.export.OnnxFile;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.io.Version;
import gatewise.network.NetworkSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a network for programs that know nothing of this one. */
@Command(
        name = "export",
        description = {
            "Writes a network for other programs: as an ONNX model, or as a Java class that needs the JDK alone.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  gatewise export best.zip --onnx digits.onnx --check",
            "  gatewise export best.zip --java predictor"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ExportCommand implements Callable<Integer> {
    private static final int RANDOM_SEQUENCES = 65;
    private static final int TEST_IMAGES = 1000;

    @Spec
    private CommandSpec command;

    @Mixin
    private ModelParameter model;

    @Option(
            names = "--onnx",
            paramLabel = "FILE",
            description =
                    "ONNX model to write: input [batch, steps, inputs], output probabilities [batch, classes]. Of sequences: in the"
                            + " units of the data, of any lengths, with the input lengths [batch]; numbers [batch, outputs] where it"
                            + " says numbers.")
    private Path onnx;

    @Option(
            names = "--check",
            description = "Compare the ONNX model with the network in ONNX Runtime (which does not come with Gatewise),"
                    + " on random sequences and on test images or sequences, before it is written.")
    private boolean check;

    @Option(
            names = "--java",
            paramLabel = "DIR",
            description =
                    "New folder for SequenceClassifier.java and its weights: no libraries, no natives. Of sequences with a class at"
                            + " each step StepClassifier.java, with numbers SequenceRegressor.java or SequenceForecaster.java.")
    private Path java;

    @Option(
            names = "--package",
            paramLabel = "NAME",
            description = "Package of the Java class; default: digits, of what reads no images sequences.")
    private String packageName;

    @Mixin
    private DataOption data;

    @Override
    public Integer call() {
        if (onnx == null && java == null) {
            throw new UserError("nothing to export", "give --onnx FILE, --java DIR or both");
        }
        if (check && onnx == null) {
            throw new UserError("--check compares an ONNX model", "give --onnx FILE too");
        }
        Checkpoint checkpoint = model.load();
        NetworkWeights weights = NetworkWeights.of(checkpoint.network(), checkpoint.spec());
        List<String> lines = new ArrayList<>();
        List<String> commands = new ArrayList<>();
        List<Path> written = new ArrayList<>();
        if (onnx != null) {
            lines.addAll(onnx(checkpoint, weights));
            written.add(onnx);
        }
        if (java != null) {
            written.addAll(java(checkpoint.provenance(), weights, commands));
        }
        PrintWriter out = command.commandLine().getOut();
        Terminal terminal = Terminal.of(command);
        lines.forEach(line -> out.println(terminal.prose(line)));
        commands.forEach(out::println);
        out.println("\nwritten:");
        written.forEach(path -> out.println("  " + path));
        return 0;
    }

    private List<Path> java(Provenance provenance, NetworkWeights weights, List<String> commands) {
        boolean images = provenance.data().isImages();
        String origin = ModelMetadata.line(provenance);
        String home = packageName != null ? packageName : images ? "digits" : "sequences";
        List<Path> files = images
                ? JavaExport.write(weights, java, home, provenance.data().labels(), origin)
                : JavaExport.write(weights, provenance.form(), provenance.data().reading(), java, home, origin);
        commands.add("compile: javac " + files.get(0));
        commands.add("try:     java -cp " + java + " " + home + "."
                + (images ? "SequenceClassifier IMAGES" : JavaExport.className(provenance.form()) + " STEPS.csv"));
        return files;
    }

    private List<String> onnx(Checkpoint checkpoint, NetworkWeights weights) {
        Provenance provenance = checkpoint.provenance();
        if (!provenance.data().isImages()) {
            return new SequenceExport(checkpoint, weights).onnx(onnx, check, data);
        }
        NetworkSpec spec = provenance.network();
        byte[] bytes = OnnxExport.of(
                weights, OnnxExport.Layout.BATCH_FIRST, Version.read().gatewise(), ModelMetadata.of(provenance));
        List<String> lines = new ArrayList<>();
        lines.add(Text.format(
                "%s: %s float [batch, steps, %d], %s float [batch, %d]",
                spec.title(), OnnxExport.INPUT, spec.inputSize(), OnnxExport.OUTPUT, spec.classes()));
        if (check) {
            lines.add(check(checkpoint, bytes));
        }
        OnnxFile.write(onnx, bytes);
        return lines;
    }

    private String check(Checkpoint checkpoint, byte[] bytes) {
        NetworkSpec spec = checkpoint.spec();
        List<float[][]> sequences = new ArrayList<>(OnnxCheck.random(spec, RANDOM_SEQUENCES, 1));
        boolean knowsData = data.isGiven() || checkpoint.provenance().data().isKnown();
        int images = 0;
        if (knowsData) {
            Dataset set = new ModelImages(checkpoint.provenance(), data).dataset();
            images = Math.min(TEST_IMAGES, set.test().count());
            for (int image = 0; image < images; image++) {
                sequences.add(RowSequences.rows(set.testImages().image(image), spec.timeSteps(), spec.inputSize()));
            }
        }
        OnnxCheck result = OnnxCheck.of(bytes, checkpoint.network(), sequences);
        String said = Text.format(
                "ONNX Runtime %s: the largest difference of a probability over %d random sequences and %d test images is"
                        + " %.1e",
                result.runtime(), RANDOM_SEQUENCES, images, result.deviation());
        checkAgrees(result, said);
        return said;
    }

    /** @throws UserError (a failed job) if they differ by more than rounding explains */
    static void checkAgrees(OnnxCheck result, String said) {
        if (!result.agrees()) {
            throw UserError.failedJob(
                    "--check: " + said + ", expected at most " + result.tolerance(),
                    result.isUnstable()
                            ? "nothing is written: the network's answers change as much with the last digits of what it"
                                    + " reads. Train it with a smaller --learning-rate or with --l2"
                            : "nothing is written. Please report it with the model",
                    null);
        }
    }
}
