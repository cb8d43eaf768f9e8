package gatewise.data;

import gatewise.io.Reason;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes a picture into its luminance, 0 black to 255 white, turned upright if a camera says how. */
final class PictureFile {
    private static final long MOST_PIXELS = 50_000_000;
    /** Larger pictures are read with pixels left out, so that memory stays small. */
    private static final int ENOUGH = 1_600;
    /** Strokes on a transparent ground that differ less than this from white were meant for a dark page. */
    private static final float FAINT = 64;

    private PictureFile() {}

    static GreyPlane read(InputStream in, String name) {
        try (ImageInputStream stream = new MemoryCacheImageInputStream(in)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new UserError(
                        Text.format("%s: not a picture that can be read, expected PNG, JPEG, BMP or GIF", name),
                        "save it as PNG");
            }
            ImageReader reader = readers.next();
            try {
                // First, because a reader may let go of what it has read.
                ExifOrientation orientation = ExifOrientation.of(stream);
                reader.setInput(stream, false, false);
                return orientation.upright(luminance(decode(reader, name)));
            } finally {
                reader.dispose();
            }
        } catch (UserError e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // ImageIO's readers answer damaged files with all sorts of runtime exceptions too.
            String reason = e instanceof IOException io ? Reason.of(io) : e.toString();
            throw new UserError(Text.format("%s: cannot be decoded (%s)", name, reason), "save it again as PNG", e);
        }
    }

    private static BufferedImage decode(ImageReader reader, String name) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MOST_PIXELS) {
            throw new UserError(
                    Text.format("%s: %d x %d pixels, expected at most %d in all", name, width, height, MOST_PIXELS),
                    "make it smaller");
        }
        int step = Math.max(1, Math.max(width, height) / ENOUGH);
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, param);
    }

    private static GreyPlane luminance(BufferedImage image) {
        int columns = image.getWidth();
        int rows = image.getHeight();
        float[] values = new float[rows * columns];
        float[] alphas = new float[rows * columns];
        boolean grey = image.getColorModel() instanceof ComponentColorModel model
                && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        for (int row = 0; row < rows; row++) {
            if (grey) {
                greyRow(image, row, values, alphas);
            } else {
                colourRow(image, row, values, alphas);
            }
        }
        return composite(values, alphas, rows, columns);
    }

    /** From the raster: getRGB would take the grey for linear light and brighten it. */
    private static void greyRow(BufferedImage image, int row, float[] values, float[] alphas) {
        int columns = image.getWidth();
        int bands = image.getRaster().getNumBands();
        float most = (1 << image.getColorModel().getComponentSize(0)) - 1;
        int[] samples = image.getRaster().getPixels(0, row, columns, 1, (int[]) null);
        for (int column = 0; column < columns; column++) {
            values[row * columns + column] = samples[column * bands] / most * 255;
            alphas[row * columns + column] = bands > 1 ? samples[column * bands + 1] / most : 1;
        }
    }

    private static void colourRow(BufferedImage image, int row, float[] values, float[] alphas) {
        int columns = image.getWidth();
        int[] samples = image.getRGB(0, row, columns, 1, null, 0, columns);
        for (int column = 0; column < columns; column++) {
            int argb = samples[column];
            values[row * columns + column] =
                    0.299f * (argb >> 16 & 0xff) + 0.587f * (argb >> 8 & 0xff) + 0.114f * (argb & 0xff);
            alphas[row * columns + column] = (argb >>> 24) / 255f;
        }
    }

    /** Onto white paper; light strokes on nothing, onto black. */
    private static GreyPlane composite(float[] values, float[] alphas, int rows, int columns) {
        float[] onWhite = new float[values.length];
        float[] onBlack = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            onBlack[i] = alphas[i] * values[i];
            onWhite[i] = onBlack[i] + (1 - alphas[i]) * 255;
        }
        boolean seeThrough = GreyPlane.lowest(alphas) < 0.5;
        boolean faint = GreyPlane.highest(onWhite) - GreyPlane.lowest(onWhite) < FAINT;
        return new GreyPlane(seeThrough && faint ? onBlack : onWhite, rows, columns);
    }
}
