package gatewise.report;

/**
 * How a text is set.
 *
 * @param size of the font in pixels
 * @param align which end of its baseline is at the place that is given for a text
 * @param upward whether it is read from below to above
 */
record Type(Face face, int size, Ink ink, Align align, boolean upward) {
    static final Type TITLE = bold(17);
    static final Type NAME = bold(13);
    static final Type PLAIN = plain(13);
    static final Type SMALL = plain(12);

    /** A typeface and its weight. */
    enum Face {
        PLAIN,
        BOLD,
        SERIF
    }

    /** An end of a text, or its middle. */
    enum Align {
        START,
        MIDDLE,
        END
    }

    static Type plain(int size) {
        return new Type(Face.PLAIN, size, Palette.TEXT, Align.START, false);
    }

    static Type bold(int size) {
        return new Type(Face.BOLD, size, Palette.TEXT, Align.START, false);
    }

    static Type serif(int size) {
        return new Type(Face.SERIF, size, Palette.TEXT, Align.START, false);
    }

    Type in(Ink other) {
        return new Type(face, size, other, align, upward);
    }

    Type middle() {
        return new Type(face, size, ink, Align.MIDDLE, upward);
    }

    Type end() {
        return new Type(face, size, ink, Align.END, upward);
    }

    Type upwards() {
        return new Type(face, size, ink, align, true);
    }

    /** How far below the middle of a line of text its baseline is, in pixels. */
    double drop() {
        return 0.36 * size;
    }
}
