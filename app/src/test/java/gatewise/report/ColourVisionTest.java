package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in one plot is told apart by readers who lack one kind of cone, and is seen on its paper by all. */
class ColourVisionTest {
    /** Of CIE 1976 colour differences, of which 2.3 can just be seen. */
    private static final double LEAST_DIFFERENCE = 24;

    /** What WCAG 2.2 asks for graphical objects, 1.4.11. */
    private static final double LEAST_CONTRAST = 3;

    /** From linear sRGB to linear sRGB: Machado, Oliveira and Fernandes (2009), table 1, severity 1. */
    enum Vision {
        NORMAL(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}),
        PROTANOPIA(new double[][] {
            {0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}
        }),
        DEUTERANOPIA(new double[][] {
            {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
        }),
        TRITANOPIA(new double[][] {
            {1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}
        });

        private final double[][] matrix;

        Vision(double[][] matrix) {
            this.matrix = matrix;
        }

        /** CIELAB, D65, of what is seen instead of a colour. */
        private double[] seen(int rgb) {
            double[] seen = Stream.of(matrix)
                    .mapToDouble(row -> Math.max(0, Math.min(1, dot(row, linear(rgb)))))
                    .toArray();
            double x = root(dot(new double[] {0.4124564, 0.3575761, 0.1804375}, seen) / 0.95047);
            double y = root(dot(new double[] {0.2126729, 0.7151522, 0.0721750}, seen));
            double z = root(dot(new double[] {0.0193339, 0.1191920, 0.9503041}, seen) / 1.08883);
            return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
        }

        double difference(int one, int other) {
            double[] a = seen(one);
            double[] b = seen(other);
            return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
        }
    }

    private static double root(double value) {
        return value > 216.0 / 24389 ? Math.cbrt(value) : (24389.0 / 27 * value + 16) / 116;
    }

    private static double dot(double[] one, double[] other) {
        return one[0] * other[0] + one[1] * other[1] + one[2] * other[2];
    }

    private static double[] linear(int rgb) {
        return DoubleStream.of(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff)
                .map(value -> value / 255)
                .map(value -> value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4))
                .toArray();
    }

    private static double luminance(int rgb) {
        return dot(new double[] {0.2126, 0.7152, 0.0722}, linear(rgb));
    }

    private static int colour(Palette ink, boolean dark) {
        return dark ? ink.darkRgb() : ink.rgb();
    }

    private static List<Palette> lines() {
        List<Palette> lines = new ArrayList<>(Palette.HUES);
        lines.add(Palette.TEXT);
        return lines;
    }

    @ParameterizedTest
    @EnumSource
    void anyTwoLinesAreToldApart(Vision vision) {
        for (boolean dark : new boolean[] {false, true}) {
            for (Palette one : lines()) {
                for (Palette other : lines()) {
                    if (one != other) {
                        assertThat(vision.difference(colour(one, dark), colour(other, dark)))
                                .as("%s and %s, dark: %s", one, other, dark)
                                .isGreaterThan(LEAST_DIFFERENCE);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyLineIsSeenOnItsPaper(boolean dark) {
        double paper = luminance(colour(Palette.PAPER, dark));
        for (Palette line : lines()) {
            double lightness = luminance(colour(line, dark));
            assertThat((Math.max(paper, lightness) + 0.05) / (Math.min(paper, lightness) + 0.05))
                    .as("%s, dark: %s", line, dark)
                    .isGreaterThan(LEAST_CONTRAST);
        }
    }
}
