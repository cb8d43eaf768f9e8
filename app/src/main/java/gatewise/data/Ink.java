package gatewise.data;

import gatewise.data.Spots.Box;
import gatewise.data.Spots.Spot;
import gatewise.data.Things.Thing;
import java.util.List;

/**
 * What was drawn on paper, told from paper, its lines and frames, shadows and dust.
 *
 * @param main 0 for paper to 255 for full ink, cut out around the largest thing
 * @param things how many there are that may have been meant; 0 if the picture is blank
 */
record Ink(GreyPlane main, int things) {
    /** Levels out of 255 that ink must differ from paper. */
    private static final float LEAST_CONTRAST = 16;

    private static final float LEAST_CONTRAST_IN_UNEVEN_LIGHT = 40;
    /** A share of the ink's own strength: what is weaker is smear or a trace of compression, or of uneven light. */
    private static final float LEAST_STRENGTH = 0.1f;

    private static final float LEAST_IN_UNEVEN_LIGHT = 0.2f;
    /** Of the least strength of ink: lines are looked for in weaker traces, because what is left of them is specks. */
    private static final float LINES = 0.6f;
    /** How far full ink is looked for around a place in uneven light, as a share of the thing's longer side. */
    private static final double AROUND = 0.2;

    /** The least size of a thing, as a share of the picture's longer side. */
    private static final double SMALLEST = 0.03;

    /** A share of the picture's rows or columns. */
    private static final double REMAINS = 0.15;

    private static final Ink NONE = new Ink(null, 0);

    /**
     * @param picture luminance, dark on light or light on dark
     * @param isOne whether it is known to show one thing
     */
    static Ink of(GreyPlane picture, boolean isOne) {
        Paper paper = Paper.under(picture);
        float least = least(paper.differences(), paper);
        if (least == 0) {
            return NONE;
        }
        GreyPlane traces = paper.differences().above(LINES * least);
        GreyPlane drawn = Frame.removedFrom(RuledLines.removedFrom(traces));
        least = least(drawn, paper);
        if (least == 0) {
            return NONE;
        }
        GreyPlane ink = paper.withoutShadows(Ring.removedFrom(drawn.above(Math.nextDown(least))));
        boolean hasRemains = !paper.even() || drawn != traces;
        List<Thing> things = Things.of(hasRemains ? withoutRemains(ink) : ink, isOne);
        if (things.isEmpty()) {
            return NONE;
        }
        Box box = things.get(0).box();
        if (box.longest() < SMALLEST * Math.max(picture.rows(), picture.columns())) {
            return NONE;
        }
        GreyPlane main = new GreyPlane(new float[ink.values().length], ink.rows(), ink.columns());
        for (Spot spot : things.get(0).spots()) {
            for (int pixel : spot.pixels()) {
                main.values()[pixel] = ink.values()[pixel];
            }
        }
        main = main.crop(box.top(), box.left(), box.bottom(), box.right());
        return new Ink(paper.even() ? toFull(main, strength(drawn.values())) : toFullAround(main), things.size());
    }

    /** What ink must be stronger than; 0 if nothing is strong enough to be ink. */
    private static float least(GreyPlane differences, Paper paper) {
        float full = strength(differences.above(0).values());
        float share = paper.even() ? LEAST_STRENGTH : LEAST_IN_UNEVEN_LIGHT;
        float least = Math.max(share * full, 1.5f * paper.noise());
        float contrast = paper.even() ? LEAST_CONTRAST : LEAST_CONTRAST_IN_UNEVEN_LIGHT;
        return full < contrast || full < 2 * least ? 0 : least;
    }

    /** Without what is left of lines, frames and shadows that end at the border: spots that stay near it. */
    private static GreyPlane withoutRemains(GreyPlane ink) {
        GreyPlane clean = new GreyPlane(ink.values().clone(), ink.rows(), ink.columns());
        for (Spot spot : Spots.of(ink)) {
            Box box = spot.box();
            double high = REMAINS * ink.rows();
            double wide = REMAINS * ink.columns();
            if (box.top() == 0 && box.bottom() < high
                    || box.left() == 0 && box.right() < wide
                    || box.bottom() == ink.rows() && box.top() > ink.rows() - high
                    || box.right() == ink.columns() && box.left() > ink.columns() - wide) {
                for (int pixel : spot.pixels()) {
                    clean.values()[pixel] = 0;
                }
            }
        }
        return clean;
    }

    /** How strong full ink is: nine tenths of what is at least half as strong as the strongest are weaker. */
    static float strength(float[] ink) {
        float most = GreyPlane.highest(ink);
        int strong = 0;
        for (float value : ink) {
            strong += value >= most / 2 ? 1 : 0;
        }
        return GreyPlane.quantile(ink, 1 - 0.1 * strong / ink.length);
    }

    private static GreyPlane toFull(GreyPlane ink, float full) {
        for (int i = 0; i < ink.values().length; i++) {
            ink.values()[i] = Math.min(255, ink.values()[i] * 255 / full);
        }
        return ink;
    }

    /** The same ink differs less from paper in the shadow. */
    private static GreyPlane toFullAround(GreyPlane ink) {
        GreyPlane full = Extremes.highest(ink, Math.max(2, (int) (AROUND * Math.max(ink.rows(), ink.columns()))));
        for (int i = 0; i < ink.values().length; i++) {
            ink.values()[i] = full.values()[i] == 0 ? 0 : ink.values()[i] * 255 / full.values()[i];
        }
        return ink;
    }
}
