package gatewise.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;

/** The luminance of a decoded picture, 0 black to 255 white. */
final class Luminance {
    /** Strokes on a transparent ground that differ less than this from white were meant for a dark page. */
    private static final float FAINT = 64;

    private Luminance() {}

    static GreyPlane of(BufferedImage image) {
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
