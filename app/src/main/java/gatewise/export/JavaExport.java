package gatewise.export;

import gatewise.data.Columns;
import gatewise.data.Form;
import gatewise.data.Reading;
import gatewise.data.Scaling;
import gatewise.io.AtomicFile;
import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.Setting;
import gatewise.io.UserError;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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
        checkPackage(packageName);
        String text = JavaSource.ofImages(weights.spec(), packageName);
        return write(folder, packageName, CLASS, text, out -> write(weights, labels, null, origin, out));
    }

    /**
     * Writes the source and the weights of a network of sequences that are no images; {@link #className} says how they are called.
     *
     * @param form what the network reads and says
     * @param reading of the tables that it was trained on, whose sequences and steps the class knows by their names; of a series
     *     that is to be forecast it reads the last window
     * @param folder new or empty, so that nothing is lost
     * @param origin where the network comes from, for its users
     * @return the files
     * @throws UserError if the folder holds something, the package has no valid name, or a file cannot be written
     */
    public static List<Path> write(
            NetworkWeights weights, Form form, Reading reading, Path folder, String packageName, String origin) {
        checkPackage(packageName);
        String name = className(form);
        String text = JavaSource.ofSequences(weights.spec(), form, reading.window(), packageName, name);
        return write(
                folder,
                packageName,
                name,
                text,
                out -> write(weights, form.outputs(), new Tables(form, reading.columns()), origin, out));
    }

    /** The name of the class. */
    public static String className(Form form) {
        return switch (form.task()) {
            case CLASSIFY -> CLASS;
            case TAG -> "StepClassifier";
            case REGRESS -> "SequenceRegressor";
            case FORECAST -> "SequenceForecaster";
        };
    }

    private static List<Path> write(
            Path folder, String packageName, String name, String text, AtomicFile.Content weights) {
        checkEmpty(folder);
        Path home = folder.resolve(packageName.replace('.', '/'));
        Path source = home.resolve(name + ".java");
        Path resource = home.resolve(name + ".weights");
        AtomicFile.write(source, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        AtomicFile.write(resource, weights);
        return List.of(source, resource);
    }

    private static void checkPackage(String packageName) {
        if (!SourceVersion.isName(packageName, SourceVersion.RELEASE_11)) {
            throw new UserError(
                    Phrase.of(Setting.JAVA_PACKAGE, " " + packageName + " is no name for a Java package"),
                    "give one such as digits");
        }
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

    /** What a class of sequences reads. */
    private record Tables(Form form, Columns columns) {}

    /**
     * Big-endian: the origin, the labels, the features, the columns of sequence and step and the scalings (with tables), of each cell W, R, b (and rb) row by row,
     * the head's W and b.
     */
    private static void write(
            NetworkWeights weights, List<String> labels, Tables tables, String origin, OutputStream to)
            throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        out.writeUTF(shortened(origin));
        for (String label : labels) {
            out.writeUTF(shortened(label));
        }
        if (tables != null) {
            Form form = tables.form();
            for (String feature : form.features()) {
                out.writeUTF(shortened(feature));
            }
            out.writeUTF(shortened(Objects.requireNonNullElse(tables.columns().sequence(), "")));
            out.writeUTF(shortened(Objects.requireNonNullElse(tables.columns().step(), "")));
            write(form.scaling(), out);
            write(form.task().saysClasses() ? Scaling.none(labels.size()) : form.outputScaling(), out);
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

    private static void write(Scaling scaling, DataOutputStream out) throws IOException {
        for (float mean : scaling.means()) {
            out.writeFloat(mean);
        }
        for (float deviation : scaling.deviations()) {
            out.writeFloat(deviation);
        }
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
