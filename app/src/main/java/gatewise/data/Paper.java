package gatewise.data;

/**
 * What a picture would be without ink, found from its margin where that is even, and place by place where light and
 * shadow make it uneven: by morphological closings, which follow slopes and the edges of shadows, and fill in what is as
 * narrow as a stroke (J. Serra, Image Analysis and Mathematical Morphology, 1982, on the
 * top-hat transform).
 *
 * @param differences picture minus paper or paper minus picture, so that ink is above zero
 * @param even whether one level was enough
 * @param noise how far from zero differences are found where there is no ink
 * @param picture dark on light, as the ground is; its level counts from the paper's where that is even
 * @param ground the picture without ink, place by place
 */
record Paper(GreyPlane differences, boolean even, float noise, GreyPlane picture, GreyPlane ground) {
    /** A share of the range of levels, within which two of them are called alike. */
    private static final float ALIKE = 0.15f;
    /** A share of the longer side: strokes are narrower, shadows are wider. */
    private static final double STROKE = 0.3;
    /** The same of most strokes: what is wider, and touches a shadow, belongs to it. */
    private static final double NARROW = 0.1;
    /** The same of dark margins, as far as they are to be called shadow and not a frame. */
    private static final double MARGIN = 0.06;
    /** The longest side at which the side that ink lies on is told. */
    private static final int COARSE = 100;

    /** The share of the border up to which shadow is passed over. */
    private static final double MOST_SHADOW = 0.02;

    private static final float WHITE = 255;
    /** Noise with a standard deviation of more than this share of the strongest difference is smoothed. */
    private static final float GRAINY = 0.05f;
    /** In standard deviations: of normal noise, 995 of 1000 values are lower. */
    private static final float MOST_NOISE = 2.6f;
    /** In less light than this, ink is not told from paper by its share of it. */
    private static final float DARKEST = 32;

    /** Without the spots that shadows leave on uneven paper. */
    GreyPlane withoutShadows(GreyPlane ink) {
        return even ? ink : Shadows.removedFrom(ink, picture, ground);
    }

    /** @param picture luminance, dark on light or light on dark */
    static Paper under(GreyPlane picture) {
        float[] border = border(picture);
        float level = GreyPlane.quantile(border, 0.5);
        if (isEven(picture, border, level)) {
            Paper paper = evenly(picture, level);
            if (paper.isLightEven()) {
                return paper;
            }
        }
        GreyPlane positive = isInkDark(picture) ? picture : inverted(picture);
        GreyPlane ground = ground(median(positive));
        float[] differences = new float[ground.values().length];
        for (int i = 0; i < differences.length; i++) {
            // Of the light that is there: ink takes a share of it.
            float light = Math.max(DARKEST, ground.values()[i]);
            differences[i] = (ground.values()[i] - positive.values()[i]) * WHITE / light;
        }
        GreyPlane found = new GreyPlane(withoutGrain(differences), picture.rows(), picture.columns());
        if (deviation(found.values()) > GRAINY * GreyPlane.highest(found.values())) {
            found = mean(found);
        }
        return new Paper(found, false, MOST_NOISE * deviation(found.values()), mean(positive), ground);
    }

    /** The highest of many pixels lies above the paper by some of its grain, told from pixels that are no ink even in a close crop. */
    private static float[] withoutGrain(float[] differences) {
        float grain = GreyPlane.quantile(differences, 0.3);
        for (int i = 0; i < differences.length; i++) {
            differences[i] -= grain;
        }
        return differences;
    }

    /** The standard deviation of values around zero, told from their quarter nearest to it: the rest may be ink. */
    private static float deviation(float[] values) {
        float[] absolute = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            absolute[i] = Math.abs(values[i]);
        }
        return 3.14f * GreyPlane.quantile(absolute, 0.25);
    }

    private static Paper evenly(GreyPlane picture, float level) {
        float[] differences = new float[picture.values().length];
        double lean = 0;
        for (int i = 0; i < differences.length; i++) {
            differences[i] = level - picture.values()[i];
            lean += (double) differences[i] * differences[i] * differences[i];
        }
        GreyPlane darker = new GreyPlane(differences, picture.rows(), picture.columns());
        // Ink is the side that the differences lean to; what lies on the other is the paper's own unevenness.
        GreyPlane towardsInk = lean < 0 ? darker.negative() : darker;
        float noise = GreyPlane.quantile(towardsInk.negative().above(0).values(), 0.995);
        GreyPlane positive = towardsInk.negative();
        return new Paper(towardsInk, true, noise, positive, ground(median(positive)));
    }

    /** Whether no more than a little of the ground's border is in shadow. */
    private boolean isLightEven() {
        float range = GreyPlane.highest(picture.values()) - GreyPlane.lowest(picture.values());
        float[] border = border(ground);
        int other = 0;
        for (float value : border) {
            other += Math.abs(value) > ALIKE / 2 * range ? 1 : 0;
        }
        return other <= MOST_SHADOW * border.length;
    }

    /** Whether the picture consists of paper at the border's level and of ink, but for little between the two. */
    private static boolean isEven(GreyPlane picture, float[] border, float level) {
        float[] values = picture.values();
        float highest = GreyPlane.highest(values);
        float lowest = GreyPlane.lowest(values);
        float range = highest - lowest;
        float inkLevel = highest - level > level - lowest ? highest : lowest;
        int between = 0;
        for (float value : values) {
            boolean paper = Math.abs(value - level) <= ALIKE * range;
            between += paper || Math.abs(value - inkLevel) <= ALIKE * range ? 0 : 1;
        }
        int alike = 0;
        for (float value : border) {
            alike += Math.abs(value - level) <= ALIKE / 3 * range ? 1 : 0;
        }
        // A digit may touch the border, a shadow may cover half of it.
        boolean crossed = alike >= 0.6 * border.length && between <= 0.2 * values.length;
        boolean framed = Math.abs(GreyPlane.quantile(values, 0.5) - level) > ALIKE / 3 * range;
        return !framed && (alike >= 0.85 * border.length || crossed);
    }

    /**
     * Strokes are thinner than what lies between them: of all squares that something narrow fits into, the small ones
     * count by their number.
     */
    private static boolean isInkDark(GreyPlane picture) {
        double shrink = Math.min(1, (double) COARSE / Math.max(picture.rows(), picture.columns()));
        GreyPlane dark = picture.scale(
                Math.max(1, (int) (picture.rows() * shrink)), Math.max(1, (int) (picture.columns() * shrink)));
        GreyPlane light = inverted(dark);
        double lean = 0;
        for (double reach = STROKE / 2; reach * COARSE >= 1; reach /= 1.5) {
            lean += (cubes(dark, filled(dark, reach)) - cubes(light, filled(light, reach))) / (reach * reach);
        }
        return lean >= 0;
    }

    private static double cubes(GreyPlane picture, GreyPlane ground) {
        double sum = 0;
        for (int i = 0; i < picture.values().length; i++) {
            sum += Math.pow(ground.values()[i] - picture.values()[i], 3);
        }
        return sum;
    }

    /** @param share reach of the square, of the longer side */
    private static GreyPlane filled(GreyPlane picture, double share) {
        int longer = Math.max(picture.rows(), picture.columns());
        int reach = Math.max(1, (int) (longer * share));
        return Extremes.closing(picture, reach, Math.max(0, reach - Math.max(1, (int) (longer * MARGIN))));
    }

    /**
     * Dark places that something wide fits into, with all that reaches out from them without getting as narrow as a
     * stroke, so that shadows keep their corners and slanted edges (a closing by reconstruction).
     */
    private static GreyPlane ground(GreyPlane picture) {
        int reach = (int) (NARROW / 2 * Math.max(picture.rows(), picture.columns()));
        GreyPlane withoutStrokes = Extremes.closing(picture, Math.max(1, reach), 0);
        return Extremes.reconstruction(filled(withoutStrokes, STROKE / 2), withoutStrokes);
    }

    private static GreyPlane inverted(GreyPlane picture) {
        float[] values = new float[picture.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = WHITE - picture.values()[i];
        }
        return new GreyPlane(values, picture.rows(), picture.columns());
    }

    /** Of three by three pixels, which keeps edges; at the border, as it is. */
    private static GreyPlane median(GreyPlane picture) {
        int columns = picture.columns();
        float[] values = picture.values().clone();
        float[] nine = new float[9];
        for (int row = 1; row < picture.rows() - 1; row++) {
            for (int column = 1; column < columns - 1; column++) {
                for (int i = 0; i < 9; i++) {
                    float value = picture.at(row + i / 3 - 1, column + i % 3 - 1);
                    int place = i;
                    for (; place > 0 && nine[place - 1] > value; place--) {
                        nine[place] = nine[place - 1];
                    }
                    nine[place] = value;
                }
                values[row * columns + column] = nine[4];
            }
        }
        return new GreyPlane(values, picture.rows(), columns);
    }

    /** Of three by three pixels. */
    private static GreyPlane mean(GreyPlane picture) {
        int columns = picture.columns();
        float[] values = picture.values().clone();
        for (int row = 1; row < picture.rows() - 1; row++) {
            for (int column = 1; column < columns - 1; column++) {
                float sum = 0;
                for (int i = 0; i < 9; i++) {
                    sum += picture.at(row + i / 3 - 1, column + i % 3 - 1);
                }
                values[row * columns + column] = sum / 9;
            }
        }
        return new GreyPlane(values, picture.rows(), columns);
    }

    private static float[] border(GreyPlane picture) {
        int rows = picture.rows();
        int columns = picture.columns();
        float[] border = new float[2 * (rows + columns)];
        System.arraycopy(picture.row(0), 0, border, 0, columns);
        System.arraycopy(picture.row(rows - 1), 0, border, columns, columns);
        System.arraycopy(picture.column(0), 0, border, 2 * columns, rows);
        System.arraycopy(picture.column(columns - 1), 0, border, 2 * columns + rows, rows);
        return border;
    }
}
