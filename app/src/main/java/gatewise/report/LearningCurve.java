package gatewise.report;

import gatewise.io.UserError;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How loss and accuracies went, epoch by epoch: two panels over one another, on the same epochs. */
public final class LearningCurve {
    private static final int WIDTH = 1000;
    private static final int PANEL = 320;
    /** With more points than this, lines speak for themselves. */
    private static final int MOST_MARKERS = 40;

    private LearningCurve() {}

    /**
     * One epoch's figures; a figure that was not measured, or is not finite, is left out of its line.
     *
     * @param epoch counts from 1
     * @param loss the mean training loss
     * @param sampleAccuracy on the sample of test images, 0..1
     * @param validationAccuracy on all validation images, 0..1
     */
    public record Point(int epoch, double loss, double sampleAccuracy, double validationAccuracy) {}

    /**
     * Writes the curves as a PNG of 1000 x 640 pixels.
     *
     * @param points at least one, in order
     * @throws UserError (a failed job) if the file cannot be written
     * @throws IllegalArgumentException if there are no points
     */
    public static void write(Path png, List<Point> points) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("points is empty");
        }
        Picture.write(png, WIDTH, 2 * PANEL, graphics -> {
            XYChart loss = panel("training loss", "", points);
            line(loss, "training loss", points, Point::loss, Picture.ORANGE);
            loss.getStyler().setLegendVisible(false);
            // From zero, so that the height of a curve says how much of the loss is left.
            yAxis(loss, 0, ceiling(figures(points, Point::loss).max().orElse(1)));
            loss.paint(graphics, WIDTH, PANEL);

            XYChart accuracy = panel("accuracy (%)", "epoch", points);
            line(accuracy, "sample of test images", points, p -> 100 * p.sampleAccuracy(), Picture.GREEN);
            line(accuracy, "all validation images", points, p -> 100 * p.validationAccuracy(), Picture.BLUE);
            double least = DoubleStream.concat(
                            figures(points, Point::sampleAccuracy), figures(points, Point::validationAccuracy))
                    .min()
                    .orElse(0);
            // Up to 100 % always, so that what is missing can be seen.
            yAxis(accuracy, 100 - Math.min(100, ceiling(Math.max(1, 100 - 100 * least))), 100);
            Graphics2D lower = (Graphics2D) graphics.create(0, PANEL, WIDTH, PANEL);
            accuracy.paint(lower, WIDTH, PANEL);
            lower.dispose();
        });
    }

    private static XYChart panel(String yTitle, String xTitle, List<Point> points) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(PANEL)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .build();
        XYStyler styler = chart.getStyler();
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartFontColor(Picture.TEXT);
        styler.setLocale(Locale.ROOT);
        styler.setChartTitleVisible(false);
        styler.setChartPadding(14);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(Picture.GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotContentSize(0.97);
        styler.setAxisTickMarksColor(Picture.QUIET);
        styler.setAxisTickLabelsColor(Picture.TEXT);
        styler.setAxisTickLabelsFont(Picture.plain(13));
        styler.setAxisTitleFont(Picture.plain(14));
        styler.setXAxisTitleVisible(!xTitle.isEmpty());
        styler.setYAxisLabelAlignment(TextAlignment.Right);
        styler.setLegendPosition(LegendPosition.InsideSE);
        styler.setLegendFont(Picture.plain(13));
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendBackgroundColor(new Color(255, 255, 255, 200));
        styler.setMarkerSize(6);
        xAxis(styler, points.get(0).epoch(), points.get(points.size() - 1).epoch());
        return chart;
    }

    private static void xAxis(XYStyler styler, double first, double last) {
        styler.setXAxisMin(first == last ? first - 1 : first);
        styler.setXAxisMax(first == last ? last + 1 : last);
        styler.setXAxisDecimalPattern("0");
    }

    /** Four digits and a point in either panel make its axis as wide as the other's: epochs stand over one another. */
    private static void yAxis(XYChart chart, double least, double most) {
        int decimals = most < 10 ? 3 : most < 100 ? 2 : most < 1000 ? 1 : 0;
        chart.getStyler().setYAxisMin(least);
        chart.getStyler().setYAxisMax(most);
        chart.getStyler().setYAxisDecimalPattern(decimals == 0 ? "0" : "0." + "0".repeat(decimals));
    }

    private static DoubleStream figures(List<Point> points, ToDoubleFunction<Point> figure) {
        return points.stream().mapToDouble(figure).filter(Double::isFinite);
    }

    /** The least of 1, 1.5, 2, 3, 4, 5, 6, 8, 10 (times a power of ten) that is not below a figure; 1 for zero. */
    private static double ceiling(double figure) {
        if (figure <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(figure)));
        return DoubleStream.of(1, 1.5, 2, 3, 4, 5, 6, 8)
                .map(step -> step * power)
                .filter(step -> step >= figure)
                .findFirst()
                .orElse(10 * power);
    }

    private static void line(
            XYChart chart, String name, List<Point> points, ToDoubleFunction<Point> figure, Color colour) {
        List<Point> measured = points.stream()
                .filter(point -> Double.isFinite(figure.applyAsDouble(point)))
                .toList();
        if (measured.isEmpty()) {
            return;
        }
        boolean markers = measured.size() <= MOST_MARKERS;
        List<Double> epochs = new ArrayList<>();
        List<Double> figures = new ArrayList<>();
        for (Point point : measured) {
            epochs.add((double) point.epoch());
            figures.add(figure.applyAsDouble(point));
        }
        if (!markers) {
            // Along evenly spaced points XChart puts its ticks at some of them (1, 31, 61...). One point more, in the
            // middle
            // of the line's last piece, cannot be seen and makes it choose round numbers.
            int last = measured.size() - 1;
            epochs.add(last, (epochs.get(last - 1) + epochs.get(last)) / 2);
            figures.add(last, (figures.get(last - 1) + figures.get(last)) / 2);
        }
        XYSeries series = chart.addSeries(name, epochs, figures);
        series.setLineColor(colour);
        series.setMarkerColor(colour);
        series.setLineStyle(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        series.setMarker(markers ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    }
}
