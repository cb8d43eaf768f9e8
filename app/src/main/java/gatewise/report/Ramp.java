package gatewise.report;

/** Colours for values of one quantity, the same in every picture. */
enum Ramp {
    /** Gates and probabilities: 0 is almost paper. */
    SHARE(Palette.SHARES),
    /** -1 is blue, 0 almost paper, 1 red. */
    SIGNED(Palette.SIGNED),
    /** Pixels: 0 is paper, 1 ink. */
    IMAGE(Palette.GREYS),
    /** The share of a class that is recognised: 0 is paper. */
    HITS(Palette.TO_BLUE),
    /** By the root: few large errors must not make all others invisible. */
    ERRORS(Palette.TO_ORANGE);

    private final int[] stops;

    Ramp(int... stops) {
        this.stops = stops;
    }

    /** @param value 0..1, or -1..1 for {@link #SIGNED}; others count as the nearest of these */
    Ink at(double value) {
        return atShare(this == SIGNED ? (value + 1) / 2 : value);
    }

    /** @param share of the way from the least value to the most */
    Ink atShare(double share) {
        double inside = Math.max(0, Math.min(1, share));
        double place = (this == ERRORS ? Math.sqrt(inside) : inside) * (stops.length - 1);
        int below = Math.min(stops.length - 2, (int) place);
        return Ink.of(between(stops[below], stops[below + 1], place - below));
    }

    private static int between(int from, int to, double share) {
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = from >> shift & 0xff;
            int b = to >> shift & 0xff;
            rgb = rgb << 8 | (int) Math.round(a + (b - a) * share);
        }
        return rgb;
    }
}
