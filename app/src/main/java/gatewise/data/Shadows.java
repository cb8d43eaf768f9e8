package gatewise.data;

import gatewise.data.Spots.Spot;

/** Takes away what a shadow's corners and ends leave: spots that are no darker than what lies beside them. */
final class Shadows {
    /** How far beside a spot's outline, and inside of it, the picture is looked at, as a share of its longer side. */
    private static final double BESIDE = 0.02;
    /** Of the way from ink to paper: what is lighter than this is no ink. */
    private static final float LIGHTER = 0.5f;
    /** The share of the outline beside which it has to be lighter. */
    private static final double ROUND = 0.75;

    private final GreyPlane ink;
    private final GreyPlane picture;
    private final GreyPlane ground;
    private final int reach;

    private Shadows(GreyPlane ink, GreyPlane picture, GreyPlane ground) {
        this.ink = ink;
        this.picture = picture;
        this.ground = ground;
        reach = Math.max(2, (int) (BESIDE * Math.max(ink.rows(), ink.columns())));
    }

    /**
     * @param ink 0 where there is none
     * @param picture dark on light
     * @param ground what the picture would be without ink
     */
    static GreyPlane removedFrom(GreyPlane ink, GreyPlane picture, GreyPlane ground) {
        Shadows shadows = new Shadows(ink, picture, ground);
        GreyPlane rest = new GreyPlane(ink.values().clone(), ink.rows(), ink.columns());
        for (Spot spot : Spots.of(ink)) {
            if (!shadows.standsOut(spot)) {
                for (int pixel : spot.pixels()) {
                    rest.values()[pixel] = 0;
                }
            }
        }
        return rest;
    }

    private boolean standsOut(Spot spot) {
        int lighter = 0;
        int seen = 0;
        for (int pixel : spot.pixels()) {
            for (int[] step : new int[][] {{-1, 0}, {1, 0}, {0, -1}, {0, 1}}) {
                int outside = at(pixel, step, reach);
                if (outside >= 0 && ink.values()[at(pixel, step, 1)] == 0 && ink.values()[outside] == 0) {
                    seen++;
                    lighter += isLighterBeside(pixel, step) ? 1 : 0;
                }
            }
        }
        return lighter >= ROUND * seen;
    }

    /** Whether the picture gets light enough outwards for the darkest place of the spot close by. */
    private boolean isLighterBeside(int pixel, int[] step) {
        int darkest = pixel;
        for (int inwards = 1; inwards <= reach; inwards++) {
            int next = at(pixel, step, -inwards);
            if (next < 0 || ink.values()[next] == 0) {
                break;
            }
            darkest = picture.values()[next] < picture.values()[darkest] ? next : darkest;
        }
        float lightest = 0;
        for (int outwards = 1; outwards <= reach; outwards++) {
            // A line of the paper may lie at the very end.
            lightest = Math.max(lightest, picture.values()[at(pixel, step, outwards)]);
        }
        float dark = picture.values()[darkest];
        return lightest - dark >= LIGHTER * (ground.values()[darkest] - dark);
    }

    /** The pixel that lies so many steps further; -1 outside of the picture. */
    private int at(int pixel, int[] step, int steps) {
        int row = pixel / ink.columns() + steps * step[0];
        int column = pixel % ink.columns() + steps * step[1];
        boolean inside = row >= 0 && row < ink.rows() && column >= 0 && column < ink.columns();
        return inside ? row * ink.columns() + column : -1;
    }
}
