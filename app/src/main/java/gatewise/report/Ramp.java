package gatewise.report;

import java.awt.Color;
import java.awt.Graphics2D;

/** Colours for values of one quantity, the same in every picture. */
enum Ramp {
    /** 0 is paper, 1 the strongest blue. */
    OPEN(0xffffff, 0xc6dbef, 0x6baed6, 0x2171b5, 0x08306b),
    /** 0 is paper, 1 the strongest green. */
    LIKELY(0xffffff, 0xc7e9c0, 0x74c476, 0x238b45, 0x00441b),
    /** -1 is blue, 0 paper, 1 red. */
    SIGNED(0x2166ac, 0x92c5de, 0xffffff, 0xf4a582, 0xb2182b);

    private final int[] stops;

    Ramp(int... stops) {
        this.stops = stops;
    }

    boolean isSigned() {
        return this == SIGNED;
    }

    /** @param value 0..1, or -1..1 if it is signed; others count as the nearest of these */
    Color at(double value) {
        double share = Math.max(0, Math.min(1, isSigned() ? (value + 1) / 2 : value));
        double place = share * (stops.length - 1);
        int below = Math.min(stops.length - 2, (int) place);
        return between(stops[below], stops[below + 1], place - below);
    }

    private static Color between(int from, int to, double share) {
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = from >> shift & 0xff;
            int b = to >> shift & 0xff;
            rgb = rgb << 8 | (int) Math.round(a + (b - a) * share);
        }
        return new Color(rgb);
    }

    /** Paints the scale itself, with a text at either end; returns the place right of it. */
    int paintLegend(Graphics2D graphics, int x, int y, String name, String least, String most) {
        graphics.setColor(Picture.TEXT);
        graphics.drawString(name, x, y + 11);
        int at = x + graphics.getFontMetrics().stringWidth(name) + 10;
        graphics.setColor(Picture.QUIET);
        graphics.drawString(least, at, y + 11);
        at += graphics.getFontMetrics().stringWidth(least) + 5;
        int width = 100;
        for (int i = 0; i < width; i++) {
            double share = i / (width - 1.0);
            graphics.setColor(at(isSigned() ? 2 * share - 1 : share));
            graphics.fillRect(at + i, y, 1, 12);
        }
        graphics.setColor(Picture.GRID);
        graphics.drawRect(at - 1, y - 1, width + 1, 13);
        graphics.setColor(Picture.QUIET);
        at += width + 5;
        graphics.drawString(most, at, y + 11);
        return at + graphics.getFontMetrics().stringWidth(most) + 28;
    }
}
