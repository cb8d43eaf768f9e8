package gatewise.report;

import gatewise.io.Text;

/** A colour: as it is in a picture, and as a page's style sheet calls it, which has a dark theme too. */
interface Ink {
    /** 0xrrggbb, for white paper. */
    int rgb();

    /** A colour of CSS. */
    String css();

    /** 0..1. */
    default double opacity() {
        return 1;
    }

    /** A colour that is no theme's. */
    static Ink of(int rgb) {
        return new Mixed(rgb, Text.format("#%06x", rgb), 1);
    }

    /** The same, with what is below it shining through. */
    default Ink faded(double opacity) {
        return new Mixed(rgb(), css(), opacity);
    }

    /** A colour that the palette has no name for. */
    record Mixed(int rgb, String css, double opacity) implements Ink {}
}
