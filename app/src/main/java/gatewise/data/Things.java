package gatewise.data;

import gatewise.data.Spots.Box;
import gatewise.data.Spots.Spot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Spots of ink put together to the things that they were drawn as: a digit may be written in several strokes, with gaps
 * between them that are narrower than those between two digits.
 */
final class Things {
    /** Of all ink, or of the largest spot's: what has less is dust. */
    private static final double DUST = 0.02;

    private static final double DUST_BESIDE = 0.2;
    /** Shares of the longer stroke, up to which a gap is bridged: to one beside it, above or below it, a small one. */
    private static final double GAP_BESIDE = 0.12;

    private static final double GAP_ABOVE = 0.25;
    private static final double GAP_TO_SMALL = 0.4;
    /** Of the longer stroke's ink. */
    private static final double SMALL = 0.3;
    /** Of the main thing's ink and length: what has both is another thing, and what has not is a blot. */
    private static final double OTHER_INK = 0.25;

    private static final double OTHER_LENGTH = 0.4;
    /** Pixels of a spot that distances are measured from. */
    private static final int SAMPLE = 400;

    private final int rows;
    private final int columns;

    private Things(GreyPlane ink) {
        rows = ink.rows();
        columns = ink.columns();
    }

    /** @param spots the largest first */
    record Thing(List<Spot> spots) {
        double mass() {
            return spots.stream().mapToDouble(Spot::mass).sum();
        }

        Box box() {
            return spots.stream().map(Spot::box).reduce(Box::with).orElseThrow();
        }
    }

    /**
     * The largest first, blots beside it left out; none without ink.
     *
     * @param isOne whether all that is no dust is known to be one thing
     */
    static List<Thing> of(GreyPlane ink, boolean isOne) {
        List<Spot> all = Spots.of(ink);
        if (all.isEmpty()) {
            return List.of();
        }
        double mass = all.stream().mapToDouble(Spot::mass).sum();
        double largest = all.stream().mapToDouble(Spot::mass).max().orElseThrow();
        double least = Math.min(DUST * mass, DUST_BESIDE * largest);
        List<Spot> spots = all.stream()
                .filter(spot -> spot.mass() >= least)
                .sorted(Comparator.comparingDouble(Spot::mass).reversed())
                .toList();
        if (isOne) {
            return List.of(new Thing(spots));
        }
        List<Thing> things = new Things(ink).together(spots);
        Thing main = things.get(0);
        return things.stream()
                .filter(thing -> thing == main
                        || thing.mass() >= OTHER_INK * main.mass()
                                && thing.box().longest()
                                        >= OTHER_LENGTH * main.box().longest())
                .toList();
    }

    private List<Thing> together(List<Spot> spots) {
        List<Thing> things = new ArrayList<>();
        for (Spot spot : spots) {
            List<Spot> joined = new ArrayList<>();
            for (Thing thing : List.copyOf(things)) {
                if (thing.spots().stream().anyMatch(other -> isNear(other, spot))) {
                    joined.addAll(thing.spots());
                    things.remove(thing);
                }
            }
            joined.add(spot);
            things.add(new Thing(joined));
        }
        things.sort(Comparator.comparingDouble(Thing::mass).reversed());
        return things;
    }

    private boolean isNear(Spot larger, Spot smaller) {
        double reach = isBeside(larger.box(), smaller.box()) ? GAP_BESIDE : GAP_ABOVE;
        if (smaller.mass() < SMALL * larger.mass() && !touchesBorder(smaller.box())) {
            reach = GAP_TO_SMALL;
        }
        return distance(larger, smaller)
                <= Math.max(
                        2,
                        reach * Math.max(larger.box().longest(), smaller.box().longest()));
    }

    /** Digits of a number stand beside each other; strokes of one digit rather above each other. */
    private static boolean isBeside(Box one, Box other) {
        int rows = Math.min(one.bottom(), other.bottom()) - Math.max(one.top(), other.top());
        int columns = Math.min(one.right(), other.right()) - Math.max(one.left(), other.left());
        return rows >= 0.5 * Math.min(one.height(), other.height())
                && columns < 0.5 * Math.min(one.width(), other.width());
    }

    /** As what is left of lines and frames does. */
    private boolean touchesBorder(Box box) {
        return box.top() == 0 || box.left() == 0 || box.bottom() == rows || box.right() == columns;
    }

    private double distance(Spot one, Spot other) {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < one.pixels().length; i += 1 + one.pixels().length / SAMPLE) {
            for (int j = 0; j < other.pixels().length; j += 1 + other.pixels().length / SAMPLE) {
                double down = one.pixels()[i] / columns - other.pixels()[j] / columns;
                double right = one.pixels()[i] % columns - other.pixels()[j] % columns;
                least = Math.min(least, down * down + right * right);
            }
        }
        return Math.sqrt(least) - 1;
    }
}
