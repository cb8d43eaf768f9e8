package gatewise.data;

import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * Draws MNIST's digits on the grounds that real pictures have. The same seed gives the same picture.
 *
 * <p>A pixel is the product of light, paper, lines and ink, as on a photographed page; light on dark is its negative.
 */
final class PaperPictures {
    private static final int DIGIT = 28;
    private static final double LEAST_SCALE = 4;

    /** What a digit lies on. */
    enum Ground {
        CLEAN,
        NOISE,
        SQUARED,
        SQUARED_DARK,
        SQUARED_TURNED,
        RULED,
        RULED_TURNED,
        FRAME,
        FRAME_AT_THE_EDGE,
        GRADIENT,
        VIGNETTE,
        HARD_SHADOW,
        SHADOW_BESIDE,
        SHADOW_CORNER,
        RING,
        DARK_GRADIENT,
        DARK_SQUARED,
        SQUARED_SHADOW_NOISE,
        RULED_VIGNETTE_NOISE,
        FRAME_GRADIENT_NOISE
    }

    private final Ground ground;
    private final Random random;
    private final int size;
    private final double scale;
    private final double left;
    private final double top;
    private final double noise;
    private final double dark;
    private final double direction;
    private final double turn;
    private final double spacing;
    private final double phase;
    private final double thickness;
    private final double[] lineColour;
    private final double inkLevel;
    private final boolean squared;
    private final boolean ruled;
    private final boolean framed;
    private final boolean gradient;
    private final boolean vignette;
    private final boolean shadow;
    private final boolean ringed;
    private final double edge;
    private final double penumbra;
    private final double radius;

    private PaperPictures(Ground ground, double largest, Random random) {
        this.ground = ground;
        this.random = random;
        scale = between(LEAST_SCALE, largest);
        ringed = named("RING");
        size = (int) (DIGIT * scale * between(ringed ? 1.5 : 1.15, 2.4));
        double room = size - DIGIT * scale;
        left = room * between(0.3, 0.7);
        top = room * between(0.3, 0.7);
        noise = named("NOISE") ? between(3, 12) : between(0, 2);
        // Of the light, in the darkest place.
        dark = between(0.4, 0.7);
        direction = between(0, 2 * Math.PI);
        turn = named("TURNED") ? Math.toRadians(between(1, 3) * (random.nextBoolean() ? 1 : -1)) : 0;
        spacing = size / between(3.5, 12);
        phase = between(0, spacing);
        thickness = Math.max(1, scale * between(0.15, 0.6));
        double strength = named("DARK") ? between(0.5, 0.8) : between(0.15, 0.5);
        double[][] colours = {{1, 1, 1}, {1, 0.6, 0.1}, {0.15, 0.9, 0.9}, {1, 0.4, 0.6}};
        lineColour = colours[random.nextInt(colours.length)].clone();
        for (int band = 0; band < 3; band++) {
            lineColour[band] = 1 - (ringed ? 0.8 : strength * lineColour[band]);
        }
        inkLevel = between(0.1, 0.3);
        squared = named("SQUARED");
        ruled = squared || named("RULED");
        framed = named("FRAME");
        gradient = named("GRADIENT");
        vignette = named("VIGNETTE");
        shadow = named("SHADOW");
        // Shares of half a picture.
        edge = named("BESIDE") ? DIGIT * scale / size * between(0.75, 1) : 0.3 * Math.sin(7 * direction);
        penumbra = named("BESIDE") || named("CORNER") ? between(0.1, 5) : 2;
        radius = scale * between(16, 17);
    }

    /**
     * A picture of an image of 28 x 28, 255 is ink.
     *
     * @param largest how many pixels each of the image's may be enlarged to
     */
    static BufferedImage draw(byte[] digit, Ground ground, double largest, long seed) {
        return new PaperPictures(ground, largest, new Random(seed)).draw(digit);
    }

    private double between(double least, double most) {
        return least + (most - least) * random.nextDouble();
    }

    private boolean named(String part) {
        return ground.name().contains(part);
    }

    private BufferedImage draw(byte[] digit) {
        BufferedImage picture = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        boolean negative = ground == Ground.DARK_GRADIENT || ground == Ground.DARK_SQUARED;
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double ink = 1 - ink(digit, x, y) * (1 - inkLevel);
                double lines = Math.min(0.999, lines(x, y));
                double light = 245 * light(x, y);
                int pixel = 0;
                double grain = noise * random.nextGaussian();
                for (int band = 0; band < 3; band++) {
                    double value = light * ink * (1 - lines * (1 - lineColour[band])) + grain;
                    int level = (int) Math.max(0, Math.min(255, negative ? 255 - value : value));
                    pixel = pixel << 8 | level;
                }
                picture.setRGB(x, y, pixel);
            }
        }
        return picture;
    }

    /** Interpolated, 0..1. */
    private double ink(byte[] digit, int x, int y) {
        double column = (x - left + 0.5) / scale - 0.5;
        double row = (y - top + 0.5) / scale - 0.5;
        int c = (int) Math.floor(column);
        int r = (int) Math.floor(row);
        double right = column - c;
        double down = row - r;
        return ((1 - down) * ((1 - right) * at(digit, r, c) + right * at(digit, r, c + 1))
                        + down * ((1 - right) * at(digit, r + 1, c) + right * at(digit, r + 1, c + 1)))
                / 255;
    }

    private static int at(byte[] digit, int row, int column) {
        return row < 0 || row >= DIGIT || column < 0 || column >= DIGIT ? 0 : digit[row * DIGIT + column] & 0xff;
    }

    /** How much of a pixel a line covers, 0..1. */
    private double lines(int x, int y) {
        double lines = 0;
        if (ruled) {
            double down = (y - size / 2.0) * Math.cos(turn) - (x - size / 2.0) * Math.sin(turn);
            lines = covered(Math.floorMod((int) Math.round(down * 16), (int) (spacing * 16)) / 16.0 - phase);
        }
        if (squared) {
            double across = (x - size / 2.0) * Math.cos(turn) + (y - size / 2.0) * Math.sin(turn);
            double within = Math.floorMod((int) Math.round(across * 16), (int) (spacing * 16)) / 16.0;
            lines = Math.max(lines, covered(within - phase));
        }
        if (framed) {
            double inset = ground == Ground.FRAME_AT_THE_EDGE ? thickness : 0.04 * size + thickness;
            double fromEdge = Math.min(Math.min(x, size - 1 - x), Math.min(y, size - 1 - y)) + 0.5;
            boolean outside = ground == Ground.FRAME_AT_THE_EDGE && fromEdge < inset;
            lines = Math.max(lines, outside ? 1 : covered(fromEdge - inset));
        }
        if (ringed) {
            double right = x - left - scale * DIGIT / 2;
            double down = y - top - scale * DIGIT / 2;
            double unround = 1 + 0.03 * Math.sin(3 * Math.atan2(down, right) + direction);
            lines = Math.max(lines, covered(Math.hypot(right, down) - radius * unround));
        }
        return lines;
    }

    private double covered(double distance) {
        return Math.max(0, Math.min(1, thickness / 2 + 0.5 - Math.abs(distance)));
    }

    private double light(int x, int y) {
        if (!gradient && !vignette && !shadow) {
            return 1;
        }
        double right = 2.0 * x / size - 1;
        double down = 2.0 * y / size - 1;
        double along = right * Math.cos(direction) + down * Math.sin(direction);
        if (gradient) {
            double most = Math.abs(Math.cos(direction)) + Math.abs(Math.sin(direction));
            return dark + (1 - dark) * (along / most + 1) / 2;
        }
        if (vignette) {
            return 1 - (1 - dark) * (right * right + down * down) / 2;
        }
        // Half a page in the shadow of something straight, or all of it but a corner.
        double across = right * Math.sin(direction) - down * Math.cos(direction);
        double inLight = (named("CORNER") ? Math.min(along, across) : along) - edge;
        return dark + (1 - dark) * Math.max(0, Math.min(1, inLight * size / 2 / penumbra + 0.5));
    }
}
