package gatewise.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Provenance;
import gatewise.data.Dataset;
import gatewise.data.NameProblem;
import gatewise.export.OnnxCheck;
import gatewise.export.OnnxImport;
import gatewise.io.Json;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.machine.ActiveBackend;
import gatewise.network.NetworkSpec;
import gatewise.report.NetworkSummary;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a checkpoint of a network that was trained elsewhere. */
@Command(
        name = "import",
        description = {
            "Makes a checkpoint of an ONNX model: a classifier of LSTM, GRU or simple recurrent layers, of one direction or"
                    + " two, as PyTorch and Keras export it; or what export wrote, of sequences too.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  gatewise import --onnx model.onnx --out imported.zip --data mnist",
            "  gatewise import --onnx model.onnx --out imported.zip --mean 0.1307 --std 0.3081 --check"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ImportCommand implements Callable<Integer> {
    private static final int SEQUENCES = 65;

    @Spec
    private CommandSpec command;

    @Option(names = "--onnx", paramLabel = "FILE", required = true, description = "The ONNX model.")
    private Path onnx;

    @Option(
            names = "--out",
            paramLabel = "MODEL",
            required = true,
            description = "The checkpoint to write; a new file.")
    private Path out;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "0",
            description = "Steps of a sequence, such as the rows of an image, where the model does not say.")
    private int steps;

    @Option(
            names = "--mean",
            paramLabel = "M",
            defaultValue = "0",
            description =
                    "What was taken from each pixel (0..1) before the model saw it, as by torchvision's Normalize;"
                            + " default: 0.")
    private double mean;

    @Option(
            names = "--std",
            paramLabel = "S",
            defaultValue = "1",
            description = "What it was divided by then; default: 1. A model of pixels in 0..255 has 0.00392156863.")
    private double deviation;

    @Option(
            names = "--labels",
            paramLabel = "NAME[,NAME...]",
            description =
                    "The names of the classes, with commas, quoted as in CSV where one has a comma itself; default:"
                            + " the model's own, or 0, 1, 2, ...")
    private List<String> labels;

    @Option(
            names = "--check",
            description =
                    "Compare the network with the model in ONNX Runtime (which does not come with Gatewise), on random"
                            + " sequences, before it is written.")
    private boolean check;

    @Option(
            names = "--data",
            converter = WrongUse.Name.class,
            paramLabel = "NAME|DIR",
            description =
                    "What evaluate, explain and serve are to read test images or sequences from unless told otherwise: mnist,"
                            + " another set by name, a folder with IDX files, or sequences that the model was trained on."
                            + " Default: nothing.")
    private String data;

    @Override
    public Integer call() {
        if (Files.exists(out)) {
            throw new UserError("--out " + out + " is there already", "give a new file");
        }
        OnnxImport.Input input = new OnnxImport.Input(steps, mean, deviation);
        OnnxImport imported = OnnxImport.read(onnx, input);
        Provenance provenance = provenance(imported);
        ActiveBackend.start();
        MultiLayerNetwork network = imported.weights().toNetwork();
        PrintWriter to = command.commandLine().getOut();
        Terminal terminal = Terminal.of(command);
        to.print(NetworkSummary.of(provenance, terminal.outWidth()));
        Checkpoint checkpoint = new Checkpoint(network, provenance);
        if (check) {
            to.println(terminal.prose(check(imported, input, checkpoint)));
        }
        checkpoint.save(out);
        to.println((check ? "\n" : "") + "written:\n  " + out);
        return 0;
    }

    private Provenance provenance(OnnxImport imported) {
        NetworkSpec spec = imported.weights().spec();
        return Provenance.imported(spec, data(imported, spec), origin(imported));
    }

    private String origin(OnnxImport imported) {
        String normalised = mean == 0 && deviation == 1 ? "" : Text.format(", of (x - %s) / %s", mean, deviation);
        return "imported from " + onnx.toAbsolutePath().normalize() + " (SHA-256 " + imported.sha256()
                + (imported.producer().isEmpty() ? "" : ", by " + Text.name(imported.producer())) + "): input "
                + Text.name(imported.source().name()) + " " + imported.source().axes() + normalised + ", output "
                + Text.name(imported.result().name()) + " ("
                + imported.result().kind() + ")";
    }

    private Provenance.Data data(OnnxImport imported, NetworkSpec spec) {
        if (imported.sequences() != null) {
            return ImportedSequences.data(imported, data, labels(imported, null, spec.classes()));
        }
        Dataset set = data == null ? null : Dataset.open(data);
        if (set != null) {
            ModelImages.checkFits(set, spec);
        }
        return new Provenance.Data(
                set == null ? null : DataOption.source(data),
                set == null ? "unknown data" : set.name(),
                set == null ? null : set.sha256(),
                ImportedSequences.training(set),
                labels(imported, set, spec.classes()));
    }

    private List<String> labels(OnnxImport imported, Dataset set, int classes) {
        String own = imported.metadata().get(OnnxImport.LABELS);
        List<String> given = NameList.of("--labels", labels);
        List<String> names = given != null ? given : own != null ? parsed(own) : set != null ? set.labels() : null;
        if (names == null) {
            return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        }
        if (names.size() != classes) {
            throw new UserError(
                    (labels == null ? onnx + " names " : "--labels names ") + names.size()
                            + " classes, but the model has " + classes,
                    "give as many with --labels");
        }
        String problem = NameProblem.of(names);
        if (problem != null) {
            throw new UserError(
                    (labels == null ? onnx + " names " : "--labels names ") + problem,
                    "give each class a name of its own with --labels");
        }
        return names;
    }

    /** Null, with a warning, if it is not what this application writes: other programs may mean something else by it. */
    private List<String> parsed(String json) {
        try {
            return List.of(Json.STRICT.readValue(json, String[].class));
        } catch (JsonProcessingException | NullPointerException e) {
            command.commandLine()
                    .getErr()
                    .println(
                            Terminal.of(command)
                                    .talk()
                                    .prose(
                                            "warning: the labels of " + onnx
                                                    + " are no JSON list of short names and are not taken; name the classes with --labels"));
            return null;
        }
    }

    private String check(OnnxImport imported, OnnxImport.Input input, Checkpoint checkpoint) {
        OnnxCheck.requireSequences(imported);
        if (imported.sequences() != null) {
            return ImportedSequences.check(imported, checkpoint, SEQUENCES);
        }
        OnnxCheck result = OnnxCheck.of(
                imported,
                input,
                checkpoint.network(),
                OnnxCheck.random(imported.weights().spec(), OnnxCheck.count(imported, SEQUENCES), 1));
        String said = Text.format(
                "ONNX Runtime %s: the largest difference of a probability over %d random sequences is %.1e",
                result.runtime(), result.sequences(), result.deviation());
        ExportCommand.checkAgrees(result, said);
        return said;
    }
}
