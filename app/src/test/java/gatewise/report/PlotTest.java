package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;

class PlotTest {
    private final Svg svg = new Svg(300, 200);
    private final Plot plot =
            new Plot(svg, new Rectangle2D.Double(50, 10, 200, 100), Scale.linear(0, 10, 5), Scale.linear(0, 1, 2));

    private String drawn() {
        return svg.element("", "");
    }

    @Test
    void theAxisBelowNamesItsTicksUnderThemAndItsTitleUnderItsMiddle() {
        plot.xAxis("epoch");
        assertThat(drawn())
                .contains("<path d=\"M50 110L250 110\" fill=\"none\" stroke=\"var(--rule)\"")
                .contains("<path d=\"M90 110L90 114\"")
                .containsPattern("<text x=\"90\" y=\"128\" [^>]*text-anchor=\"middle\"[^>]*>2</text>")
                .containsPattern("<text x=\"150\" y=\"148\" [^>]*text-anchor=\"middle\"[^>]*>epoch</text>");
    }

    @Test
    void theAxisAtTheLeftHasAGridFromBelowToAbove() {
        plot.yAxis(12, "accuracy (%)");
        assertThat(drawn())
                .contains(
                        "<path d=\"M50 110L250 110\" fill=\"none\" stroke=\"var(--grid)\"", "<path d=\"M50 60L250 60\"")
                .containsPattern("<text x=\"42\" y=\"64.3\" [^>]*text-anchor=\"end\"[^>]*>0.5</text>")
                .containsPattern(
                        "<text x=\"12\" y=\"60\" transform=\"rotate\\(-90 12 60\\)\"[^>]*>accuracy \\(%\\)</text>");
    }

    @Test
    void curvesAndBandsGoThroughTheirPoints() {
        plot.curve(new Pen(Palette.BLUE, 2), new double[] {0, 5, 10}, new double[] {0, 0.5, 2}, 3);
        plot.band(Palette.BLUE, new double[] {0, 10}, new double[] {0, 0}, new double[] {0.5, 1});
        assertThat(drawn())
                .contains("<path d=\"M50 110L150 60L250 10\" fill=\"none\"")
                .contains("<circle cx=\"150\" cy=\"60\" r=\"3\"")
                .contains("<path d=\"M50 60L250 10L250 110L50 110\" fill=\"var(--blue)\"/>");
    }

    @Test
    void dotsOfNoRadiusAreLeftOut() {
        plot.curve(new Pen(Palette.BLUE, 2), new double[] {0, 5}, new double[] {0, 1}, 0);
        assertThat(drawn()).doesNotContain("<circle");
    }
}
