package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SvgTest {
    private final Svg svg = new Svg(200, 100);

    private String drawn() {
        return svg.element("wide", "a \"drawing\"");
    }

    @Test
    void linesHaveTheirPensColourWidthAndDashes() {
        svg.path(new Pen(Palette.BLUE, 1.5, 7, 4), new double[] {0, 10.256, 20}, new double[] {1, 2, 3.1});
        assertThat(drawn())
                .contains("<path d=\"M0 1L10.3 2L20 3.1\" fill=\"none\" stroke=\"var(--blue)\" stroke-width=\"1.5\""
                        + " stroke-dasharray=\"7 4\"/>");
    }

    @Test
    void areasAreFilledAndThoseThatAreFadedShineThrough() {
        svg.box(Ink.of(0x0a0b0c), 1, 2, 3, 4);
        svg.area(Palette.GREEN.faded(0.13), new double[] {0, 1, 1}, new double[] {0, 0, 1});
        assertThat(drawn())
                .contains("<path d=\"M1 2L4 2L4 6L1 6L1 2Z\" fill=\"#0a0b0c\"/>")
                .contains("<path d=\"M0 0L1 0L1 1\" fill=\"var(--green)\" fill-opacity=\"0.13\"/>");
    }

    @Test
    void aDiscIsACircle() {
        svg.disc(Palette.ORANGE.faded(0.35), 10.04, 20, 2.5);
        assertThat(drawn())
                .contains("<circle cx=\"10\" cy=\"20\" r=\"2.5\" fill=\"var(--orange)\" fill-opacity=\"0.35\"/>");
    }

    @Test
    void textsStandWhereTheyShould() {
        svg.text(Type.SMALL.in(Palette.QUIET).middle(), 5, 7.5, "a < b & \"c\"");
        svg.text(Type.bold(17).end().upwards(), 1, 2, "up");
        assertThat(drawn())
                .contains("<text x=\"5\" y=\"7.5\" font-size=\"12\" text-anchor=\"middle\" fill=\"var(--quiet)\">"
                        + "a &lt; b &amp; &quot;c&quot;</text>")
                .contains("<text x=\"1\" y=\"2\" transform=\"rotate(-90 1 2)\" font-size=\"17\" font-weight=\"bold\""
                        + " text-anchor=\"end\" fill=\"var(--text)\">up</text>");
    }

    @Test
    void itSaysWhatItShowsUnlessNothingIsMissed() {
        assertThat(drawn()).contains("viewBox=\"0 0 200 100\"", "role=\"img\" aria-label=\"a &quot;drawing&quot;\"");
        assertThat(svg.element("sample", "")).contains("aria-hidden=\"true\"").doesNotContain("role");
    }
}
