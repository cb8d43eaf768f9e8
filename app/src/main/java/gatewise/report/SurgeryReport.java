package gatewise.report;

import gatewise.explain.SurgeryScore;
import java.awt.Color;
import java.awt.Font;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** What surgery did to the answers for many images: a table, a map for JSON, a picture. */
public final class SurgeryReport {
    private static final int HEIGHT = 460;
    private static final Font TITLE = Picture.bold(17);
    private static final Color BEFORE = new Color(0x9e, 0xc1, 0xe0);

    private SurgeryReport() {}

    /** The share of each class that is recognised, before and after, and of all images. */
    public static TextTable table(SurgeryScore score, List<String> labels) {
        TextTable table = new TextTable("class", "images", "before", "after", "change");
        for (int label = 0; label < labels.size(); label++) {
            row(
                    table,
                    labels.get(label),
                    score.before().actual(label),
                    score.before().recall(label),
                    score.after().recall(label));
        }
        row(
                table,
                "all",
                score.before().images(),
                score.before().accuracy(),
                score.after().accuracy());
        return table;
    }

    private static void row(TextTable table, String name, long images, double before, double after) {
        table.row(name, images, percent("%.2f%%", before), percent("%.2f%%", after), percent("%+.2f", after - before));
    }

    private static String percent(String format, double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, format, 100 * share);
    }

    /** images, before, after, classes (label, images, before, after); null where a class has no image. */
    public static Map<String, Object> json(SurgeryScore score, List<String> labels) {
        List<Map<String, Object>> classes = new ArrayList<>();
        for (int label = 0; label < labels.size(); label++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("label", labels.get(label));
            row.put("images", score.before().actual(label));
            row.put("before", defined(score.before().recall(label)));
            row.put("after", defined(score.after().recall(label)));
            classes.add(row);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("images", score.before().images());
        json.put("before", score.before().accuracy());
        json.put("after", score.after().accuracy());
        json.put("classes", classes);
        return json;
    }

    private static Double defined(double value) {
        return Double.isNaN(value) ? null : value;
    }

    /** Writes bars of each class before and after as a PNG. */
    public static void write(Path png, SurgeryScore score, List<String> labels, String title) {
        int width = Math.max(900, Picture.width(TITLE, title) + 80);
        CategoryChart chart =
                new CategoryChartBuilder().width(width).height(HEIGHT).build();
        chart.setTitle(title);
        chart.setXAxisTitle("class");
        chart.setYAxisTitle("recognised, %");
        var styler = chart.getStyler();
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotGridLinesColor(Picture.GRID);
        styler.setChartTitleFont(TITLE);
        styler.setAxisTitleFont(Picture.plain(14));
        styler.setAxisTickLabelsFont(Picture.plain(13));
        styler.setChartFontColor(Picture.TEXT);
        styler.setLegendFont(Picture.plain(13));
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Horizontal);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setYAxisMin(0.0);
        styler.setYAxisMax(100.0);
        styler.setYAxisDecimalPattern("0");
        styler.setAvailableSpaceFill(0.8);
        bars(
                chart,
                "before, all " + percent("%.2f%%", score.before().accuracy()),
                labels,
                BEFORE,
                score.before()::recall);
        bars(
                chart,
                "after, all " + percent("%.2f%%", score.after().accuracy()),
                labels,
                Picture.ORANGE,
                score.after()::recall);
        Picture.write(png, width, HEIGHT, graphics -> chart.paint(graphics, width, HEIGHT));
    }

    private static void bars(
            CategoryChart chart, String name, List<String> labels, Color colour, IntToDoubleFunction recall) {
        List<Double> shares = IntStream.range(0, labels.size())
                .mapToObj(label -> Double.isNaN(recall.applyAsDouble(label)) ? 0 : 100 * recall.applyAsDouble(label))
                .toList();
        chart.addSeries(name, labels, shares).setFillColor(colour);
    }
}
