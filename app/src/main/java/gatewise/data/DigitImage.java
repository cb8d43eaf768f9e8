package gatewise.data;

import gatewise.io.InputFile;
import gatewise.io.Reason;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Brings a picture of one character (drawn, scanned or photographed; dark on light or light on dark) into the form of
 * MNIST's images, as their authors describe it: the ink scaled with its aspect ratio into the middle 20 of 28 rows and
 * columns, then moved by whole pixels so that its centre of mass is the centre of the image.
 */
public final class DigitImage {
    /** The longest side that ink is told from paper at; averaging down to it takes away most of a camera's noise. */
    private static final int WORKING_SIZE = 300;

    /** Pixels that are decoded within a tenth of a second. */
    private static final long SMALL = 2_000_000;

    private DigitImage() {}

    /**
     * Reads a PNG, JPEG, BMP or GIF file of any size up to 50 million pixels. Whatever else is in it takes neither much
     * memory nor long.
     *
     * @return [rows * columns], row-major, unsigned: 0 background, 255 ink
     * @throws UserError if the file cannot be read, is no picture, or shows nothing or several things
     */
    public static byte[] read(Path file, int rows, int columns) {
        InputFile.check(file, "give a PNG, JPEG, BMP or GIF file");
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString(), rows, columns);
        } catch (IOException e) {
            throw new UserError(
                    Text.format("%s: cannot be read (%s)", file, Reason.of(e)), "give a PNG, JPEG, BMP or GIF file", e);
        }
    }

    /**
     * The same from a stream.
     *
     * @param name what errors call the stream
     */
    public static byte[] read(InputStream in, String name, int rows, int columns) {
        return digit(PictureFile.read(in, name), name, rows, columns);
    }

    /**
     * Whether a picture is decoded soon and takes little memory: one of at most two million pixels, in all of its scans.
     *
     * @param name what errors call the picture
     * @param deadline for finding that out
     * @throws UserError if it is none
     */
    public static boolean isSmall(byte[] picture, String name, Deadline deadline) {
        return PictureFile.work(picture, name, deadline) <= SMALL;
    }

    /**
     * The same from a stream of a stranger's.
     *
     * @param deadline for decoding it
     */
    public static byte[] read(InputStream in, String name, Deadline deadline, int rows, int columns) {
        return digit(PictureFile.read(in, name, deadline), name, rows, columns);
    }

    private static byte[] digit(GreyPlane whole, String name, int rows, int columns) {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(Text.format("no image has %d x %d pixels", rows, columns));
        }
        GreyPlane picture = whole;
        double shrink = (double) WORKING_SIZE / Math.max(picture.rows(), picture.columns());
        if (shrink < 1) {
            picture = picture.scale(scaled(picture.rows(), shrink), scaled(picture.columns(), shrink));
        }
        // One that is as small as this was brought into its form by others.
        boolean isFormed = picture.rows() <= rows && picture.columns() <= columns;
        Ink ink = Ink.of(picture, isFormed);
        if (ink.things() == 0) {
            throw new UserError(Text.format("%s: shows nothing, expected one character", name), "draw it stronger");
        }
        if (ink.things() > 1) {
            throw new UserError(
                    Text.format("%s: shows %d things, expected one character", name, ink.things()),
                    "cut out the one that is meant");
        }
        return centre(fit(ink.main(), box(rows), box(columns)), rows, columns);
    }

    private static int scaled(int length, double factor) {
        return Math.max(1, (int) Math.round(length * factor));
    }

    /** 20 of 28, and the same share of any other length. */
    private static int box(int length) {
        return scaled(length, 20 / 28.0);
    }

    /** Scales to touch the box; thin strokes that faded by it get their strength back. */
    private static GreyPlane fit(GreyPlane ink, int rows, int columns) {
        double factor = Math.min((double) rows / ink.rows(), (double) columns / ink.columns());
        GreyPlane fitted = ink.scale(scaled(ink.rows(), factor), scaled(ink.columns(), factor));
        float full = Ink.strength(fitted.values());
        for (int i = 0; i < fitted.values().length; i++) {
            fitted.values()[i] = Math.min(255, fitted.values()[i] * 255 / full);
        }
        return fitted;
    }

    private static byte[] centre(GreyPlane ink, int rows, int columns) {
        double mass = 0;
        double massRow = 0;
        double massColumn = 0;
        for (int row = 0; row < ink.rows(); row++) {
            for (int column = 0; column < ink.columns(); column++) {
                mass += ink.at(row, column);
                massRow += ink.at(row, column) * row;
                massColumn += ink.at(row, column) * column;
            }
        }
        int top = start(massRow / mass, ink.rows(), rows);
        int left = start(massColumn / mass, ink.columns(), columns);
        byte[] image = new byte[rows * columns];
        for (int row = 0; row < ink.rows(); row++) {
            for (int column = 0; column < ink.columns(); column++) {
                image[(top + row) * columns + left + column] = (byte) Math.round(ink.at(row, column));
            }
        }
        return image;
    }

    /** Where ink must begin for its centre of mass to be nearest to length / 2, without leaving the image. */
    private static int start(double centreOfMass, int inkLength, int length) {
        // A half goes up and to the left, as in MNIST itself.
        double start = Math.ceil(length / 2 - centreOfMass - 0.5);
        return (int) Math.max(0, Math.min(length - inkLength, start));
    }
}
