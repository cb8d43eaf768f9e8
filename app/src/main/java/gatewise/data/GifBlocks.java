package gatewise.data;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The blocks of a GIF (Graphics Interchange Format, version 89a, sections 15 to 27) that make its first picture: the
 * JDK's reader copies all that it has of an extension again for each sub-block that follows.
 */
final class GifBlocks {
    private static final int HEADER = 13;
    private static final int HEADER_FLAGS = 10;
    private static final int DESCRIPTOR = 10;
    private static final int WIDTH = 5;
    private static final int HEIGHT = 7;
    private static final int DESCRIPTOR_FLAGS = 9;
    private static final int HAS_COLOURS = 0x80;
    private static final int COLOURS = 0x07;

    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;
    private static final int TRAILER = 0x3b;
    private static final int CONTROL = 0xf9;
    private static final int PLAIN_TEXT = 0x01;
    /** Of the only block in a graphic control extension. */
    private static final int CONTROL_LENGTH = 4;

    private static final int LONGEST = 255;

    private final byte[] file;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private int at;
    private byte[] control = {};
    private long pixels;
    private int codeSize;

    private GifBlocks(byte[] file) {
        this.file = file;
    }

    /**
     * A file of the first picture alone, with its colours and what is transparent in it.
     *
     * @param file that begins as a GIF; what is damaged in it stays so
     */
    static byte[] pictureOf(byte[] file) {
        return of(file).kept.toByteArray();
    }

    /** Whether each pixel of the first picture is there; the JDK's reader leaves blank what is missing. */
    static boolean isWhole(byte[] file) {
        GifBlocks blocks = of(file);
        return GifCodes.hold(blocks.data.toByteArray(), blocks.codeSize, blocks.pixels);
    }

    private static GifBlocks of(byte[] file) {
        GifBlocks blocks = new GifBlocks(file);
        if (blocks.keep(HEADER) && blocks.keep(colours(file[HEADER_FLAGS]))) {
            blocks.skipExtensions();
            blocks.keepPicture();
        }
        return blocks;
    }

    private static int colours(byte flags) {
        return (flags & HAS_COLOURS) == 0 ? 0 : 3 << (flags & COLOURS) + 1;
    }

    /** @return whether there are as many bytes */
    private boolean keep(int count) {
        int there = Math.min(count, file.length - at);
        kept.write(file, at, there);
        at += there;
        return there == count;
    }

    private void skipExtensions() {
        while (at + 1 < file.length && file[at] == EXTENSION) {
            int label = file[at + 1] & 0xff;
            int start = at;
            at += 2;
            boolean isControl = label == CONTROL && at < file.length && file[at] == CONTROL_LENGTH;
            skipBlocks();
            if (isControl && at - start > CONTROL_LENGTH + 2) {
                control = Arrays.copyOfRange(file, start, start + CONTROL_LENGTH + 3);
            } else if (label == PLAIN_TEXT) {
                control = new byte[0]; // was for the text
            }
        }
    }

    private void skipBlocks() {
        while (at < file.length && file[at] != 0) {
            at = Math.min(file.length, at + 1 + (file[at] & 0xff));
        }
        at = Math.min(file.length, at + 1);
    }

    private void keepPicture() {
        if (at < file.length && file[at] != IMAGE) {
            keep(1); // The reader tells what it is.
            return;
        }
        int start = at;
        if (control.length > 0) {
            kept.writeBytes(control);
            kept.write(0);
        }
        if (!keep(DESCRIPTOR) || !keep(colours(file[start + DESCRIPTOR_FLAGS])) || !keep(1)) {
            return;
        }
        pixels = (long) number(start + WIDTH) * number(start + HEIGHT);
        codeSize = file[at - 1] & 0xff;
        keepData();
    }

    private int number(int place) {
        return file[place] & 0xff | (file[place + 1] & 0xff) << 8;
    }

    /** In blocks as long as can be: the JDK's reader takes four bytes of the first for given. */
    private void keepData() {
        while (at < file.length && file[at] != 0) {
            int length = Math.min(file[at] & 0xff, file.length - at - 1);
            data.write(file, at + 1, length);
            at += 1 + length;
        }
        byte[] all = data.toByteArray();
        for (int from = 0; from < all.length; from += LONGEST) {
            int length = Math.min(LONGEST, all.length - from);
            kept.write(length);
            kept.write(all, from, length);
        }
        if (at < file.length) {
            kept.write(0);
            kept.write(TRAILER);
        }
    }
}
