package gatewise.data;

import static java.util.Objects.requireNonNull;

import gatewise.io.Digests;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sequences to train on, to choose by and to be judged by. Of images some of the training file are held out for validation:
 * MNIST's first 5,000, as in the tutorial; of any other set a twelfth, drawn class by class. The rest trains.
 *
 * @param name what messages and reports call it
 * @param splits the sequences by their use
 * @param form what they are made of; labels are indices of its outputs
 * @param sha256 of the content of the files, in hex: of images the pixels of the training file, its labels, the pixels of the
 *     test file, its labels; the same however the files were packed, named or {@linkplain #limit limited}
 * @param holdout how validation sequences were held out
 */
public record Dataset(String name, Splits splits, Form form, String sha256, Holdout holdout) {
    private static final String BUNDLED = "mnist";

    /**
     * Sequences by their use.
     *
     * @param train to train on
     * @param validation held out of the training file
     * @param test the test file
     * @param naive forecasts of the windows that need no network; null where nothing is forecast
     * @param origin what they were read from
     */
    public record Splits(
            SequenceSet train, SequenceSet validation, SequenceSet test, NaiveForecast naive, DataOrigin origin) {
        public Splits {
            requireNonNull(origin, "origin is null");
            requireNonNull(train, "train is null");
            requireNonNull(validation, "validation is null");
            requireNonNull(test, "test is null");
        }

        /** Of what is no forecast. */
        public Splits(SequenceSet train, SequenceSet validation, SequenceSet test, DataOrigin origin) {
            this(train, validation, test, null, origin);
        }

        /** The same, of which other parts are taken. */
        public Splits with(SequenceSet newTrain, SequenceSet newTest) {
            return new Splits(newTrain, validation, newTest, naive, origin);
        }
    }

    public Dataset {
        requireNonNull(name, "name is null");
        requireNonNull(splits, "splits is null");
        requireNonNull(form, "form is null");
        requireNonNull(sha256, "sha256 is null");
        requireNonNull(holdout, "holdout is null");
    }

    /**
     * The MNIST that Gatewise carries, verified.
     *
     * @throws UserError if the installation is damaged
     */
    public static Dataset mnist() {
        return BundledMnist.read(Holdout.FIRST);
    }

    /** {@return what {@link #open} knows by name: the bundled set, those that a user may have installed,
     *     and tasks whose sequences are computed, with a T for a number of steps} */
    public static List<String> names() {
        return Stream.of(
                        Stream.of(BUNDLED), NamedSet.all().stream().map(NamedSet::name), GeneratedTask.names().stream())
                .flatMap(names -> names)
                .toList();
    }

    /** Whether {@link #open} takes it for a name, not for a path; the T in {@link #names()} stands for a number. */
    public static boolean isName(String given) {
        return names().contains(given) || GeneratedTask.isName(given);
    }

    /** {@link #open(String, Reading, Holdout)} as the content says and with what is held out that suits it. */
    public static Dataset open(String nameOrPath) {
        return open(nameOrPath, Reading.DEFAULT, null);
    }

    /** {@link #open(String, Reading, Holdout)} as the content says. */
    public static Dataset open(String nameOrPath, Holdout holdout) {
        return open(nameOrPath, Reading.DEFAULT, holdout);
    }

    /**
     * Opens a set by its name, a file, a folder or one of several sets in a folder; what a file is, its content says. Images
     * are taken as they are stored: EMNIST's have rows and columns swapped.
     *
     * @param nameOrPath one of {@link #names()} (a folder of such a name is {@code ./mnist}), as {@code adding:50} with a number for T;
     *     or a folder that holds four IDX files named as MNIST, Fashion-MNIST or EMNIST name theirs, plain or gzipped; where it
     *     holds several sets, the folder and the prefix of one, as in {@code DIR/emnist-letters}; or a file of sequences (.ts or a
     *     table, plain or gzipped), which goes with its counterpart where there is NAME_TRAIN and NAME_TEST; or what such a
     *     pair has in common, {@code DIR/NAME}; or a folder with one such pair
     * @param reading how files of sequences are read; says nothing to images and computed sequences
     * @param holdout as it was for a network that is there; null for what suits the set
     * @throws UserError if there are no such files, or they are damaged or do not belong together
     */
    public static Dataset open(String nameOrPath, Reading reading, Holdout holdout) {
        return open(nameOrPath, reading, holdout, ReadingProgress.NONE);
    }

    /**
     * The same of what may be large.
     *
     * @param progress is told how far the reading of a file of sequences has come
     */
    public static Dataset open(String nameOrPath, Reading reading, Holdout holdout, ReadingProgress progress) {
        if (nameOrPath.equals(BUNDLED)) {
            return BundledMnist.read(holdout);
        }
        Optional<NamedSet> named = NamedSet.all().stream()
                .filter(set -> set.name().equals(nameOrPath))
                .findFirst();
        if (named.isPresent()) {
            return named.get().find().read(holdout);
        }
        Optional<GeneratedTask.Instance> task = GeneratedTask.parse(nameOrPath);
        if (task.isPresent()) {
            return GeneratedSequences.dataset(task.get(), holdout);
        }
        Optional<SequencePaths> files = SequencePaths.find(nameOrPath);
        return files.isPresent()
                ? SequenceSplit.read(files.get(), reading, holdout, progress)
                : IdxFolder.open(nameOrPath).read(holdout);
    }

    /**
     * The same with the first {@code n} training sequences alone, which in a set that was drawn are of all classes; validation
     * and test stay as they are.
     *
     * @throws UserError if there are not so many, or n is less than 1
     */
    public Dataset limit(int n) {
        SequenceSet train = train();
        if (n < 1 || n > train.count()) {
            throw new UserError(
                    Phrase.of(
                            Setting.LIMIT,
                            Text.format(" %d: %s has %d training %s", n, name, train.count(), form.noun())),
                    "give a number from 1 to " + train.count());
        }
        return with(splits.with(train.range(0, n), test()));
    }

    /** The same set with other splits of it. */
    public Dataset with(Splits other) {
        return new Dataset(name, other, form, sha256, holdout);
    }

    public SequenceSet train() {
        return splits.train();
    }

    public SequenceSet validation() {
        return splits.validation();
    }

    public SequenceSet test() {
        return splits.test();
    }

    /** Forecasts of the windows that need no network; null where nothing is forecast. */
    public NaiveForecast naive() {
        return splits.naive();
    }

    /** The training images; of other sequences, a {@link ClassCastException}, as of the two that follow. */
    public ImageSet trainImages() {
        return (ImageSet) train();
    }

    public ImageSet validationImages() {
        return (ImageSet) validation();
    }

    public ImageSet testImages() {
        return (ImageSet) test();
    }

    /** The names of the classes. */
    public List<String> labels() {
        return form.outputs();
    }

    /** Labels lie in 0..classes-1; of images, the highest label of the training file + 1. */
    public int classes() {
        return labels().size();
    }

    /** Steps of the longest sequence: of images, their height in pixels. */
    public int timeSteps() {
        return Math.max(train().longest(), Math.max(validation().longest(), test().longest()));
    }

    /** Numbers a step: of images, their width in pixels. */
    public int features() {
        return train().features();
    }

    /**
     * Puts the content of four files together, each a source that errors name.
     *
     * @param given null for what suits the images
     */
    static Dataset of(String name, Holdout given, Part trainPart, Part testPart) {
        ImageSet all = trainPart.join();
        ImageSet test = testPart.join();
        if (all.rows() != test.rows() || all.columns() != test.columns()) {
            throw new UserError(
                    Text.format(
                            "%s: images of %d x %d pixels, expected %d x %d as in %s",
                            testPart.imagesName(),
                            test.rows(),
                            test.columns(),
                            all.rows(),
                            all.columns(),
                            trainPart.imagesName()),
                    "the files belong to different sets: give those of one");
        }
        int classes = all.highestLabel() + 1;
        if (classes < 2) {
            throw new UserError(
                    Text.format("%s: all labels are 0, expected at least two classes", trainPart.labelsName()),
                    "give another set");
        }
        if (test.highestLabel() >= classes) {
            throw new UserError(
                    Text.format(
                            "%s: holds label %d, expected 0 to %d as in %s",
                            testPart.labelsName(), test.highestLabel(), classes - 1, trainPart.labelsName()),
                    "the files belong to different sets: give those of one");
        }
        if (all.count() < Holdout.LEAST) {
            throw new UserError(
                    Text.format(
                            "%s: holds %d images, expected at least %d so that some can be held out for validation",
                            trainPart.imagesName(), all.count(), Holdout.LEAST),
                    "add images");
        }
        List<String> labels =
                IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        String sha256 = sha256(trainPart, testPart);
        Holdout holdout = given != null ? given : sha256.equals(BundledMnist.SHA256) ? Holdout.FIRST : Holdout.BY_CLASS;
        Form form = Form.images(all.columns(), labels);
        return new Dataset(name, split(all, test, holdout, trainPart.labelsName()), form, sha256, holdout);
    }

    private static Splits split(ImageSet all, ImageSet test, Holdout holdout, String labelsName) {
        Holdout.Order order = holdout.of(all);
        if (order.held() == 0) {
            throw new UserError(
                    labelsName + ": no class has two images, so that none can be held out for validation",
                    "add images");
        }
        all.arrange(order.sequences());
        return new Splits(all.range(order.held(), all.count()), all.range(0, order.held()), test, DataOrigin.IMAGES);
    }

    private static String sha256(Part... parts) {
        MessageDigest digest = Digests.of("SHA-256");
        for (Part part : parts) {
            digest.update(part.images().pixels());
            digest.update(part.labels());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** An images file, the labels file that goes with it, and what to call them. */
    record Part(IdxFile.Images images, String imagesName, byte[] labels, String labelsName) {
        ImageSet join() {
            if (images.count() != labels.length) {
                throw new UserError(
                        Text.format(
                                "%s: holds %d labels, expected %d, one for each image in %s",
                                labelsName, labels.length, images.count(), imagesName),
                        "the files belong to different sets: give those of one");
            }
            return new ImageSet(images.pixels(), labels, images.rows(), images.columns());
        }
    }
}
