package gatewise.data;

import gatewise.io.MemoryShortage;
import gatewise.io.Reason;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/**
 * Decodes a picture into its luminance, turned upright if a camera says how. It may come from anyone: what it takes of
 * memory and time is bounded by its pixels, whatever its bytes ask for.
 */
final class PictureFile {
    private static final long MOST_PIXELS = 50_000_000;
    /** As large as a picture of so many pixels is without compression. */
    private static final int LARGEST_FILE = 4 * (int) MOST_PIXELS + (1 << 20);
    /** Larger pictures are read with pixels left out, so that memory stays small. */
    private static final int ENOUGH = 1_600;
    /** Of the decoded picture and of its luminance, for each pixel that is read. */
    private static final int BYTES_A_PIXEL = 24;

    /** For decoding a file. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String name;
    private final Deadline deadline;

    private PictureFile(String name, Deadline deadline) {
        this.name = name;
        this.deadline = deadline;
    }

    /** Of a file that somebody waits for, within a minute. */
    static GreyPlane read(InputStream in, String name) {
        return read(in, name, new Deadline(PATIENCE));
    }

    /**
     * The luminance of a picture.
     *
     * @param name what errors call it
     * @param deadline for decoding it
     * @throws UserError if it is none that is read, too large or damaged, or takes too long
     */
    static GreyPlane read(InputStream in, String name, Deadline deadline) {
        PictureFile picture = new PictureFile(name, deadline);
        try {
            return picture.read(in);
        } catch (UserError e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            if (picture.deadline.isOver()) {
                throw picture.late();
            }
            throw new UserError(Text.format("%s: cannot be decoded (%s)", name, reason(e)), "save it again as PNG", e);
        } catch (OutOfMemoryError e) {
            throw picture.tooMuchMemory(e);
        }
    }

    /**
     * How much there is to decode: the pixels that a picture says to have, for each of its scans. As much as can be if it
     * says nothing that can be read.
     *
     * @throws UserError if it is of no format that is read
     */
    static long work(byte[] file, String name, Deadline deadline) {
        PictureFormat format = PictureFormat.of(file, name);
        byte[] safe = safe(file, format, name);
        try {
            ImageReader reader = reader(format);
            try (PictureStream picture = new PictureStream(safe, deadline)) {
                reader.setInput(picture, false, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                return format == PictureFormat.JPEG
                        ? pixels * JpegScans.of(safe).count()
                        : pixels;
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            return Long.MAX_VALUE;
        }
    }

    private static ImageReader reader(PictureFormat format) {
        return ImageIO.getImageReadersByFormatName(format.name()).next();
    }

    /** ImageIO's readers answer damaged files with all sorts of exceptions, and some with nothing but their class. */
    private static String reason(Exception e) {
        Throwable root = Reason.root(e);
        if (root instanceof EOFException) {
            return "it ends too early";
        }
        String text = root instanceof IOException ? Reason.of(root) : "";
        return text.isEmpty() || text.contains("Exception") ? "it is damaged" : text;
    }

    private GreyPlane read(InputStream in) throws IOException {
        byte[] beginning = in.readNBytes(PictureFormat.BEGINNING);
        PictureFormat format = PictureFormat.of(beginning, name);
        byte[] rest = in.readNBytes(LARGEST_FILE);
        if (rest.length == LARGEST_FILE) {
            throw new UserError(Text.format("%s: more than %d bytes", name, LARGEST_FILE), "make it smaller");
        }
        byte[] file = Arrays.copyOf(beginning, beginning.length + rest.length);
        System.arraycopy(rest, 0, file, beginning.length, rest.length);
        return decode(file, format);
    }

    private GreyPlane decode(byte[] file, PictureFormat format) throws IOException {
        byte[] safe = safe(file, format, name);
        ImageReader reader = reader(format);
        try (PictureStream picture = new PictureStream(safe, deadline)) {
            reader.setInput(picture, false, false);
            JpegWarnings warnings = new JpegWarnings();
            if (format == PictureFormat.JPEG) {
                reader.addIIOReadWarningListener(warnings); // Of its head, too.
            }
            ExifOrientation orientation = ExifOrientation.of(new PictureStream(file, deadline));
            checkSize(reader.getWidth(0), reader.getHeight(0));
            if (format == PictureFormat.JPEG) {
                JpegScans.check(safe, (long) reader.getWidth(0) * reader.getHeight(0), name);
            }
            if (format == PictureFormat.GIF && !GifBlocks.isWhole(safe)) {
                throw damaged();
            }
            BufferedImage decoded = decode(reader);
            if (warnings.areOfDamage(safe) || format == PictureFormat.JPEG && !JpegSpectrum.isWhole(safe)) {
                throw damaged();
            }
            if (format == PictureFormat.JPEG && (decoded.getColorModel().hasAlpha() || JpegScans.colours(safe) > 3)) {
                // Java takes inks of printing for red, green and blue, and black for alpha.
                throw new UserError(
                        Text.format("%s: a JPEG of four colours (CMYK), expected grey or RGB", name),
                        "save it again as PNG");
            }
            return orientation.upright(Luminance.of(decoded));
        } finally {
            reader.dispose();
        }
    }

    private static byte[] safe(byte[] file, PictureFormat format, String name) {
        return switch (format) {
            case PNG -> PngChunks.pictureOf(file);
            case BMP -> BmpHeader.selfContained(file, name);
            case GIF -> GifBlocks.pictureOf(file);
            case JPEG -> JpegMarkers.known(JpegSegments.plain(file), name);
        };
    }

    private void checkSize(int width, int height) throws IOException {
        if (width < 1 || height < 1) {
            throw new IOException(Text.format("it has %d x %d pixels", width, height));
        }
        if ((long) width * height > MOST_PIXELS) {
            throw new UserError(
                    Text.format("%s: %d x %d pixels, expected at most %d in all", name, width, height, MOST_PIXELS),
                    "make it smaller");
        }
    }

    private BufferedImage decode(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        int step = Math.max(1, Math.max(width, height) / ENOUGH);
        if ((long) (width / step) * (height / step) * BYTES_A_PIXEL
                > Runtime.getRuntime().maxMemory()) {
            throw tooMuchMemory(null);
        }
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        reader.addIIOReadProgressListener(new Abortion());
        BufferedImage image = reader.read(0, param);
        if (deadline.isOver()) {
            throw late();
        }
        return image;
    }

    private static IOException damaged() {
        return new IOException("it is damaged or ends too early");
    }

    private UserError late() {
        return new UserError(
                Text.format(
                        "%s: is not decoded within %d s",
                        name, deadline.allowed().toSeconds()),
                "save it again as PNG");
    }

    private UserError tooMuchMemory(OutOfMemoryError e) {
        return MemoryShortage.ofTheHeap(
                Text.format(
                        "%s: takes more memory than there is (%d MB)",
                        name, Runtime.getRuntime().maxMemory() >> 20),
                "make it smaller",
                e);
    }

    /** Ends a reader that works on what it has read already. */
    private final class Abortion implements IIOReadProgressListener {
        @Override
        public void imageProgress(ImageReader reader, float done) {
            if (deadline.isOver()) {
                reader.abort();
            }
        }

        @Override
        public void sequenceStarted(ImageReader reader, int index) {}

        @Override
        public void sequenceComplete(ImageReader reader) {}

        @Override
        public void imageStarted(ImageReader reader, int index) {}

        @Override
        public void imageComplete(ImageReader reader) {}

        @Override
        public void thumbnailStarted(ImageReader reader, int index, int thumbnail) {}

        @Override
        public void thumbnailProgress(ImageReader reader, float done) {}

        @Override
        public void thumbnailComplete(ImageReader reader) {}

        @Override
        public void readAborted(ImageReader reader) {}
    }
}
