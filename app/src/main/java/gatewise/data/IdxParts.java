package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Images in IDX files that are read in parts: records of equal size, so that a part is read by itself.
 *
 * @param count images
 * @param rows of each in pixels
 * @param packed whether the images are gzipped, and so read whole
 * @param files that they are of
 */
public record IdxParts(int count, int rows, int columns, boolean packed, Versions files) {
    private static final int IMAGES_HEAD = 16;
    private static final int LABELS_HEAD = 8;
    private static final Pattern IMAGES = Pattern.compile("(.*)images([-.]idx)3(-ubyte)(?:\\.gz)?");

    /**
     * Of the files, as they were when their heads were read.
     *
     * @param labels null if there are none
     */
    public record Versions(FileVersion images, FileVersion labels) {
        private static Versions of(RangeSource images, RangeSource labels) throws IOException {
            return new Versions(FileVersion.of(images), labels == null ? null : FileVersion.of(labels));
        }

        private void check(RangeSource imageFile, RangeSource labelFile) throws IOException {
            images.check(imageFile);
            if (labelFile != null) {
                labels.check(labelFile);
            }
        }
    }

    /** Whether a file is of images in this form. */
    public static boolean isOne(RangeSource source) {
        try (DataInputStream in = new DataInputStream(Unpacked.of(source.open(0)))) {
            return in.readInt() == IdxFile.IMAGES;
        } catch (EOFException e) {
            return false;
        } catch (IOException e) {
            throw IdxFile.unreadable(source.name(), e);
        }
    }

    /** The names that the labels of an images file may have; none if it is not called as such. */
    public static List<String> labelsOf(String images) {
        Matcher matcher = IMAGES.matcher(images);
        if (!matcher.matches()) {
            return List.of();
        }
        String plain = matcher.group(1) + "labels" + matcher.group(2) + "1" + matcher.group(3);
        return List.of(plain, plain + ".gz");
    }

    /**
     * The file of the test images among those of a folder.
     *
     * @throws UserError if there are several
     */
    public static Optional<String> testImages(String folder, List<String> names) {
        List<String> found = names.stream()
                .sorted()
                .filter(name -> name.matches("(?:.+-)?(?:t10k|test)-images[-.]idx3-ubyte(?:\\.gz)?"))
                .toList();
        List<String> sets = found.stream()
                .map(name -> name.replaceFirst("\\.gz$", ""))
                .distinct()
                .toList();
        if (sets.size() > 1) {
            throw new UserError(
                    Phrase.of(folder, ": found files of ", sets.size(), " sets, ", Text.list(sets)),
                    "name one of them");
        }
        return found.stream().findFirst();
    }

    /**
     * Looks at the heads of the files.
     *
     * @param labels null if there are none
     * @throws UserError if they are damaged or do not belong together
     */
    public static IdxParts of(RangeSource images, RangeSource labels) {
        try {
            IdxParts parts = ofImages(images, Versions.of(images, labels));
            if (labels != null) {
                parts.checkLabels(labels, images.name());
            }
            return parts;
        } catch (IOException e) {
            throw IdxFile.unreadable(images.name(), e);
        }
    }

    private static IdxParts ofImages(RangeSource source, Versions files) throws IOException {
        boolean packed = isPacked(source);
        String name = source.name();
        try (DataInputStream in = new DataInputStream(Unpacked.of(source.open(0)))) {
            IdxFile.checkMagic(in, IdxFile.IMAGES, name);
            int count = IdxFile.positive(in.readInt(), "images", name);
            int rows = IdxFile.positive(in.readInt(), "rows", name);
            int columns = IdxFile.positive(in.readInt(), "columns", name);
            if ((long) rows * columns > Integer.MAX_VALUE) {
                throw new UserError(
                        Text.format("%s: its header says images of %d x %d pixels", name, rows, columns),
                        "the file is damaged: download it again");
            }
            if (!packed) {
                String claim = Text.format("%d images of %d x %d pixels", count, rows, columns);
                IdxFile.checkLength(
                        (long) count * (rows * columns), files.images().size() - IMAGES_HEAD, claim, name);
            }
            return new IdxParts(count, rows, columns, packed, files);
        }
    }

    private void checkLabels(RangeSource source, String images) throws IOException {
        String name = source.name();
        int labels;
        try (DataInputStream in = new DataInputStream(Unpacked.of(source.open(0)))) {
            IdxFile.checkMagic(in, IdxFile.LABELS, name);
            labels = IdxFile.positive(in.readInt(), "labels", name);
        }
        if (!isPacked(source)) {
            IdxFile.checkLength(labels, files.labels().size() - LABELS_HEAD, Text.format("%d labels", labels), name);
        }
        if (labels != count) {
            throw new UserError(
                    Text.format(
                            "%s: holds %d labels, expected %d, one for each image in %s", name, labels, count, images),
                    "the files belong to different sets: give those of one");
        }
    }

    private static boolean isPacked(RangeSource source) throws IOException {
        try (InputStream in = source.open(0)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        }
    }

    /** Ranges of images, counted from 0. */
    public List<ByteRange> ranges() {
        int size = rows * columns;
        return packed
                ? List.of(new ByteRange(0, count))
                : ByteRange.split(0, (long) count * size, size).stream()
                        .map(range -> new ByteRange(range.from() / size, range.to() / size))
                        .toList();
    }

    /**
     * Reads some images.
     *
     * @param labels null if there are none; all are 0 then
     * @param classes that there are
     * @throws UserError if a file cannot be read or was changed, or a label is of none of the classes
     */
    public ImageSet read(RangeSource images, RangeSource labels, ByteRange range, int classes) {
        byte[] pixels;
        byte[] itsLabels = new byte[(int) range.length()];
        try {
            files.check(images, labels);
            if (packed) {
                try (InputStream in = images.open(0)) {
                    pixels = IdxFile.readImages(in, images.name()).pixels();
                }
            } else {
                int size = rows * columns;
                pixels = bytes(images, IMAGES_HEAD + range.from() * size, Math.toIntExact(range.length() * size));
            }
            if (labels != null) {
                itsLabels = labels(labels, range);
            }
            files.check(images, labels);
        } catch (IOException e) {
            throw IdxFile.unreadable(images.name(), e);
        }
        for (int i = 0; i < itsLabels.length; i++) {
            if ((itsLabels[i] & 0xff) >= classes) {
                throw new UserError(
                        Text.format(
                                "%s: holds label %d, of image %d, expected 0 to %d as the network knows them",
                                labels.name(), itsLabels[i] & 0xff, range.from() + i, classes - 1),
                        "give other data or model");
            }
        }
        return new ImageSet(pixels, itsLabels, rows, columns);
    }

    private static byte[] labels(RangeSource source, ByteRange range) throws IOException {
        if (!isPacked(source)) {
            return bytes(source, LABELS_HEAD + range.from(), (int) range.length());
        }
        try (InputStream in = source.open(0)) {
            return Arrays.copyOfRange(IdxFile.readLabels(in, source.name()), (int) range.from(), (int) range.to());
        }
    }

    private static byte[] bytes(RangeSource source, long from, int length) throws IOException {
        try (InputStream in = source.open(from)) {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException(source.name());
            }
            return bytes;
        }
    }
}
