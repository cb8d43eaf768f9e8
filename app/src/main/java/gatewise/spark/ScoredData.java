package gatewise.spark;

import gatewise.checkpoint.Provenance;
import gatewise.data.Form;
import gatewise.data.HeadTruth;
import gatewise.data.IdxParts;
import gatewise.data.RangeSource;
import gatewise.data.Reading;
import gatewise.data.TextHead;
import gatewise.io.FileUri;
import gatewise.io.MissingFile;
import gatewise.io.Phrase;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;

/**
 * The data that a network is asked about, looked at before anything is asked of Spark.
 *
 * @param file as the user gave it, or of images that of the test images in the folder that the user gave
 * @param head null for images
 * @param labels of images; null if there are none
 * @param images null for sequences
 */
record ScoredData(String file, TextHead head, String labels, IdxParts images) {

    static ScoredData of(String given, Provenance provenance, boolean truth) {
        FileStatus status = HadoopFiles.status(ScoreTask.Place.of(given));
        if (status == null) {
            throw new UserError(
                    Phrase.of(
                            FileUri.isOne(given)
                                    ? given + ": no such file"
                                    : MissingFile.problem(Path.of(given), "no such file")),
                    "give the path or the URI of the data");
        }
        boolean wantsImages = provenance.data().isImages();
        String file = status.isDirectory() ? testImages(given) : given;
        RangeSource source = source(file);
        boolean isImages = IdxParts.isOne(source);
        if (isImages != wantsImages) {
            throw new UserError(
                    Phrase.of(
                            "the model reads ",
                            wantsImages ? "images" : "sequences",
                            ", but ",
                            given,
                            isImages ? " has images" : " is no IDX file of images"),
                    "give other data or model");
        }
        try {
            return isImages
                    ? images(source, provenance.network(), truth)
                    : sequences(source, provenance.data().reading(), provenance.form(), truth);
        } catch (IOException e) {
            throw HadoopFiles.unreadable(file, e);
        }
    }

    private static RangeSource source(String file) {
        return HadoopFiles.source(ScoreTask.Place.of(file));
    }

    private static ScoredData sequences(RangeSource source, Reading reading, Form form, boolean truth)
            throws IOException {
        ScoredData data = new ScoredData(source.name(), TextHead.of(source, reading, form), null, null);
        if (truth && !HeadTruth.isIn(source, reading, form)) {
            throw data.noTruth();
        }
        return data;
    }

    private static String testImages(String folder) {
        return IdxParts.testImages(folder, HadoopFiles.list(ScoreTask.Place.of(folder)))
                .map(name -> inFolder(folder, name))
                .orElseThrow(() -> new UserError(
                        Phrase.of(folder, ": is a folder without a file of test images such as t10k-images-idx3-ubyte"),
                        "give a file, or a folder with IDX files"));
    }

    private static String inFolder(String folder, String name) {
        return folder.endsWith("/") ? folder + name : folder + "/" + name;
    }

    private static ScoredData images(RangeSource source, NetworkSpec spec, boolean truth) throws IOException {
        String file = source.name();
        String prefix = file.substring(0, file.lastIndexOf('/') + 1);
        List<String> candidates = IdxParts.labelsOf(file.substring(prefix.length())).stream()
                .map(name -> prefix + name)
                .toList();
        String labels = candidates.stream()
                .filter(name -> HadoopFiles.status(ScoreTask.Place.of(name)) != null)
                .findFirst()
                .orElse(null);
        IdxParts parts = IdxParts.of(source, labels == null ? null : source(labels));
        if (parts.rows() != spec.timeSteps() || parts.columns() != spec.inputSize()) {
            throw new UserError(
                    Text.format(
                            "the model reads images of %d x %d, but %s has %d x %d",
                            spec.timeSteps(), spec.inputSize(), file, parts.rows(), parts.columns()),
                    "give other data or model");
        }
        ScoredData data = new ScoredData(file, null, labels, parts);
        if (truth && labels == null) {
            throw data.noTruth();
        }
        return data;
    }

    boolean isImages() {
        return images != null;
    }

    /** What a line calls an image. */
    String noun() {
        return HadoopFiles.path(ScoreTask.Place.of(file)).getName().matches("(?:.+-)?(?:t10k|test)-images.*")
                ? "test image"
                : "image";
    }

    UserError noTruth() {
        return isImages()
                ? new UserError(
                        Phrase.of(file, ": has no file of labels beside it"),
                        "put it there, called as the images with labels in place of images and 1 of 3")
                : new UserError(
                        Phrase.of(file, ": does not say what is true of its sequences"), "give a file that does");
    }
}
