package gatewise.report;

import java.util.List;

/**
 * Numbers that are said after each step as colours, and in the same colours what they are to come to.
 *
 * @param truth [outputs], in the scale of the map
 */
record TruthBeside(StepMap map, float[] truth) implements StepPanel {
    private static final int GAP = 10;
    private static final int WIDTH = 20;

    @Override
    public String name() {
        return map.name();
    }

    @Override
    public int height() {
        return map.height();
    }

    @Override
    public List<String> labels() {
        return map.labels();
    }

    @Override
    public int right() {
        return 2 * GAP + WIDTH + Png.width(Type.SMALL, "true");
    }

    @Override
    public void draw(Canvas canvas, int x, int y) {
        map.draw(canvas, x, y);
        int left = x + map.axis().width() + GAP;
        StepAxis one = new StepAxis(1, 1, WIDTH);
        int together = StepMap.together(truth.length, map.values().length);
        float[][] values = one.means(new float[][] {truth}, together);
        new Heatmap(
                        values,
                        map.colours().ramp(),
                        map.colours().range(),
                        WIDTH,
                        map.rows().height())
                .draw(canvas, left, y);
        canvas.text(Type.SMALL, left + WIDTH + GAP, y + 10, "true");
    }
}
