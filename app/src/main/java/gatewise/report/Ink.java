package gatewise.report;

import gatewise.io.Text;

/** A colour: as it is in a picture, and as a page's style sheet calls it, which has a dark theme too. */
interface Ink {
    /** Of lightness, 0..255: here black and white are seen equally well. */
    int MIDDLE = 118;

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

    /** White or the colour of text, whichever reads better on another colour. */
    static Ink on(Ink ground) {
        int rgb = ground.rgb();
        double light = 0.299 * (rgb >> 16 & 0xff) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff);
        return light > MIDDLE ? Palette.TEXT : Palette.WHITE;
    }

    /** The same, with what is below it shining through. */
    default Ink faded(double opacity) {
        return new Mixed(rgb(), css(), opacity);
    }

    /** A colour that the palette has no name for. */
    record Mixed(int rgb, String css, double opacity) implements Ink {}
}
