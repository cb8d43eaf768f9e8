package gatewise.data;

import gatewise.data.Spots.Box;
import gatewise.data.Spots.Spot;
import java.util.Arrays;

/** Takes the frames around other ink away: spots that follow all four sides of their own box. */
final class Frame {
    /** Where a side of a frame is looked for, as a share of the frame's longest side: drawn by hand, or a little turned. */
    private static final double BAND = 0.09;
    /** The share of each side of its box that a frame follows; a round 0 follows half of each. */
    private static final double FOLLOWED = 0.85;
    /** What is left inside of a frame: a share of the frame's ink, and shares of its sides at least and at most. */
    private static final double CONTENT = 0.05;

    private static final double SMALLEST = 0.1;
    private static final double LARGEST = 0.95;
    /** Of a frame's own thickness: what is more is a stroke that touches it. */
    private static final double MORE = 1.6;

    private final GreyPlane ink;
    private final Spot spot;
    private final int band;
    private final boolean[] member;

    private Frame(GreyPlane ink, Spot spot) {
        this.ink = ink;
        this.spot = spot;
        band = Math.max(1, (int) (BAND * spot.box().longest()));
        member = new boolean[ink.values().length];
        for (int pixel : spot.pixels()) {
            member[pixel] = true;
        }
    }

    /** @param ink 0 where there is none */
    static GreyPlane removedFrom(GreyPlane ink) {
        GreyPlane rest = ink;
        for (Spot spot : Spots.of(ink)) {
            Box box = spot.box();
            // A frame is long for its ink: this keeps most other spots from being looked at closely.
            if (Math.min(box.height(), box.width()) > 0.1 * Math.max(ink.rows(), ink.columns())) {
                rest = new Frame(rest, spot).removed();
            }
        }
        return rest;
    }

    /** The ink without the frame; as it was if the spot is none, or has nothing inside. */
    private GreyPlane removed() {
        GreyPlane rest = new GreyPlane(ink.values().clone(), ink.rows(), ink.columns());
        Box box = spot.box();
        for (Side side : Side.values()) {
            int[] starts = new int[side.length(box)];
            int[] runs = new int[starts.length];
            int followed = 0;
            for (int i = 0; i < starts.length; i++) {
                int start = 0;
                while (start < band && !member[side.pixel(box, i, start, ink.columns())]) {
                    start++;
                }
                starts[i] = start;
                if (start < band) {
                    int end = start;
                    while (end < side.depth(box) && member[side.pixel(box, i, end, ink.columns())]) {
                        end++;
                    }
                    runs[followed++] = end - start;
                }
            }
            if (followed < FOLLOWED * starts.length) {
                return ink;
            }
            int[] sorted = Arrays.copyOf(runs, followed);
            Arrays.sort(sorted);
            int thickness = sorted[followed / 2];
            erase(side, starts, thickness, rest);
        }
        return isContent(rest) ? rest : ink;
    }

    private void erase(Side side, int[] starts, int thickness, GreyPlane rest) {
        Box box = spot.box();
        int most = (int) (MORE * thickness) + 1;
        for (int i = 0; i < starts.length; i++) {
            if (starts[i] == band) {
                continue;
            }
            int end = starts[i];
            while (end < side.depth(box) && member[side.pixel(box, i, end, ink.columns())]) {
                end++;
            }
            if (end - starts[i] > most) {
                end = starts[i] + thickness;
            }
            for (int depth = starts[i]; depth < end; depth++) {
                rest.values()[side.pixel(box, i, depth, ink.columns())] = 0;
            }
        }
    }

    private boolean isContent(GreyPlane rest) {
        Box frame = spot.box();
        Box content = null;
        double mass = 0;
        for (Spot inside : Spots.of(rest.crop(frame.top(), frame.left(), frame.bottom(), frame.right()))) {
            if (inside.mass() > CONTENT / 2 * spot.mass()) {
                mass += inside.mass();
                content = content == null ? inside.box() : content.with(inside.box());
            }
        }
        return content != null
                && mass > CONTENT * spot.mass()
                && content.longest() > SMALLEST * frame.longest()
                && content.height() < LARGEST * frame.height()
                && content.width() < LARGEST * frame.width();
    }

    /** A side of a box, gone along and into. */
    private enum Side {
        TOP,
        BOTTOM,
        LEFT,
        RIGHT;

        private int length(Box box) {
            return this == TOP || this == BOTTOM ? box.width() : box.height();
        }

        private int depth(Box box) {
            return this == TOP || this == BOTTOM ? box.height() : box.width();
        }

        private int pixel(Box box, int along, int into, int columns) {
            return switch (this) {
                case TOP -> (box.top() + into) * columns + box.left() + along;
                case BOTTOM -> (box.bottom() - 1 - into) * columns + box.left() + along;
                case LEFT -> (box.top() + along) * columns + box.left() + into;
                case RIGHT -> (box.top() + along) * columns + box.right() - 1 - into;
            };
        }
    }
}
