package gatewise.data;

import gatewise.data.Spots.Box;
import gatewise.data.Spots.Spot;
import java.util.List;

/** Takes the rings drawn around other ink away: spots that lie around it in all directions, whatever their shape. */
final class Ring {
    private static final int DIRECTIONS = 60;
    /** The share of all directions: a ring drawn by hand may be open where its ends fail to meet. */
    private static final double CLOSED = 0.9;
    /** Of the ring's length, ink and strength: what is less is a speck or a line's rest inside of a 0. */
    private static final double LENGTH = 0.25;

    private static final double MASS = 0.1;
    private static final double STRENGTH = 0.5;

    private Ring() {}

    /** @param ink 0 where there is none */
    static GreyPlane removedFrom(GreyPlane ink) {
        List<Spot> spots = Spots.of(ink);
        GreyPlane rest = new GreyPlane(ink.values().clone(), ink.rows(), ink.columns());
        boolean found = false;
        for (Spot ring : spots) {
            if (spots.stream().anyMatch(spot -> isContent(spot, ring) && isAround(ring, spot, ink.columns()))) {
                found = true;
                for (int pixel : ring.pixels()) {
                    rest.values()[pixel] = 0;
                }
            }
        }
        return found ? rest : ink;
    }

    private static boolean isContent(Spot spot, Spot ring) {
        Box inner = spot.box();
        Box outer = ring.box();
        return outer.top() < inner.top()
                && outer.left() < inner.left()
                && outer.bottom() > inner.bottom()
                && outer.right() > inner.right()
                && inner.longest() >= LENGTH * outer.longest()
                && spot.mass() >= MASS * ring.mass()
                && strength(spot) >= STRENGTH * strength(ring);
    }

    private static double strength(Spot spot) {
        return spot.mass() / spot.pixels().length;
    }

    /** Seen from the middle of the spot inside. */
    private static boolean isAround(Spot ring, Spot spot, int columns) {
        double row = (spot.box().top() + spot.box().bottom() - 1) / 2.0;
        double column = (spot.box().left() + spot.box().right() - 1) / 2.0;
        boolean[] hit = new boolean[DIRECTIONS];
        for (int pixel : ring.pixels()) {
            double turns = Math.atan2(pixel / columns - row, pixel % columns - column) / (2 * Math.PI);
            hit[Math.floorMod((int) Math.floor(turns * DIRECTIONS), DIRECTIONS)] = true;
        }
        int around = 0;
        for (boolean direction : hit) {
            around += direction ? 1 : 0;
        }
        return around >= CLOSED * DIRECTIONS;
    }
}
