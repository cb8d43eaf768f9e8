package gatewise.export;

import gatewise.io.AtomicFile;
import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.Setting;
import gatewise.io.UserError;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/** A network as a Java class that needs the JDK alone: its source, and its weights in a file beside it. */
public final class JavaExport {
    private static final String CLASS = "SequenceClassifier";

    /** The most bytes that a string may have in a weights file. */
    private static final int LONGEST_TEXT = 65_535;

    private JavaExport() {}

    /**
     * Writes {@code SequenceClassifier.java} and {@code SequenceClassifier.weights} into the folders of a package.
     *
     * @param folder new or empty, so that nothing is lost
     * @param labels the name of each class
     * @param origin where the network comes from, for its users
     * @return the files
     * @throws UserError if the folder holds something, the package has no valid name, or a file cannot be written
     */
    public static List<Path> write(
            NetworkWeights weights, Path folder, String packageName, List<String> labels, String origin) {
        if (!SourceVersion.isName(packageName, SourceVersion.RELEASE_11)) {
            throw new UserError(
                    Phrase.of(Setting.JAVA_PACKAGE, " " + packageName + " is no name for a Java package"),
                    "give one such as digits");
        }
        checkEmpty(folder);
        Path home = folder.resolve(packageName.replace('.', '/'));
        Path source = home.resolve(CLASS + ".java");
        Path resource = home.resolve(CLASS + ".weights");
        String text = source(weights.spec(), packageName);
        AtomicFile.write(source, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        AtomicFile.write(resource, out -> write(weights, labels, origin, out));
        return List.of(source, resource);
    }

    private static void checkEmpty(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new UserError(
                    Phrase.of(Setting.JAVA_FOLDER, " " + folder + " is a file"), "give a new or an empty folder");
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new UserError(
                        Phrase.of(Setting.JAVA_FOLDER, " " + folder + " holds files already"),
                        "give a new or an empty folder");
            }
        } catch (IOException e) {
            throw new UserError(
                    Phrase.of(Setting.JAVA_FOLDER, " " + folder + ": cannot be read (" + Reason.of(e) + ")"),
                    "give a new or an empty folder",
                    e);
        }
    }

    private static String source(NetworkSpec spec, String packageName) {
        String cell = spec.cell() == Cell.GRU && spec.resetAfter()
                ? "gru-reset-after"
                : spec.cell().toString();
        String text = template(CLASS);
        Map<String, Object> settings = Map.of(
                "package", packageName,
                "title", spec.title(),
                "timeSteps", spec.timeSteps(),
                "inputSize", spec.inputSize(),
                "classes", spec.classes(),
                "hiddenSizes", spec.hiddenSizes().stream().map(Object::toString).collect(Collectors.joining(", ")),
                "directions", spec.bidirectional() ? 2 : 1,
                "cell", template(cell).stripTrailing());
        for (Map.Entry<String, Object> setting : settings.entrySet()) {
            text = text.replace(
                    "${" + setting.getKey() + "}", setting.getValue().toString());
        }
        return text;
    }

    private static String template(String name) {
        try (InputStream in = JavaExport.class.getResourceAsStream("/gatewise/export/" + name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Big-endian: the origin, the labels, of each cell W, R, b (and rb) row by row, the head's W and b. */
    private static void write(NetworkWeights weights, List<String> labels, String origin, OutputStream to)
            throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        out.writeUTF(shortened(origin));
        for (String label : labels) {
            out.writeUTF(shortened(label));
        }
        for (List<CellWeights> directions : weights.cells()) {
            for (CellWeights cell : directions) {
                write(columns(cell.input()), out);
                write(columns(cell.recurrent()), out);
                write(cell.bias(), out);
                if (cell.recurrentBias() != null) {
                    write(cell.recurrentBias(), out);
                }
            }
        }
        write(columns(new float[][][] {weights.head()}), out);
        write(new float[][] {weights.headBias()}, out);
        out.flush();
    }

    /** From [gates][hidden][rows] to [rows][gates * hidden]. */
    private static float[][] columns(float[][][] gates) {
        int hidden = gates[0].length;
        float[][] rows = new float[gates[0][0].length][gates.length * hidden];
        for (int gate = 0; gate < gates.length; gate++) {
            for (int unit = 0; unit < hidden; unit++) {
                for (int row = 0; row < rows.length; row++) {
                    rows[row][gate * hidden + unit] = gates[gate][unit][row];
                }
            }
        }
        return rows;
    }

    private static void write(float[][] rows, DataOutputStream out) throws IOException {
        for (float[] row : rows) {
            for (float value : row) {
                out.writeFloat(value);
            }
        }
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_TEXT / 3));
    }
}
