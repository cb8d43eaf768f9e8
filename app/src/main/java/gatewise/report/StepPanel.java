package gatewise.report;

import gatewise.io.Text;
import java.util.List;

/** A quantity at each step, as a strip of a picture in which time runs to the right. */
interface StepPanel {
    /** Of the names beside it. */
    Type LABEL = Type.SMALL.in(Palette.QUIET);

    int LONGEST_LABEL = 24;

    /** What stands left of it. */
    String name();

    /** In pixels. */
    int height();

    /** What stands between its name and itself, to be seen to have room. */
    List<String> labels();

    /** What it needs at its right for names of curves, in pixels. */
    int right();

    /** Draws it with the upper left corner of the first step at a place. */
    void draw(Canvas canvas, int x, int y);

    /** A name out of a file, as it finds room in a picture. */
    static String label(String name) {
        return Text.line(name, LONGEST_LABEL);
    }

    /** A number in the units of a file, with four digits. */
    static String figure(double value) {
        String text = Text.format("%.4g", value);
        return text.contains(".") && !text.contains("e") ? text.replaceFirst("\\.?0+$", "") : text;
    }
}
