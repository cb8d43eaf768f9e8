package gatewise.export;

import gatewise.export.Value.Axis;
import gatewise.export.Value.Flow;
import gatewise.export.Value.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Reshapes a flow: axes of one element may come and go, directions may be put side by side in the features or taken apart,
 * and a flat image may become steps. Anything else would mix what belongs to different sequences or steps.
 */
final class FlowReshape {
    private static final double REST = -1;

    private final Node node;
    private final Flow flow;
    private final Sizes sizes;

    FlowReshape(Node node, Flow flow, Sizes sizes) {
        this.node = node;
        this.flow = flow;
        this.sizes = sizes;
    }

    /** @param shape 0 copies a size, -1 is what remains */
    Flow to(Tensor shape) {
        if (shape.values().length > Limits.MOST_AXES) {
            throw node.refusal(
                    "gives " + flow.axesText() + " " + shape.values().length + " axes", "at most " + Limits.MOST_AXES);
        }
        double[] target = shape.values().clone();
        for (int i = 0; i < target.length; i++) {
            if (target[i] == 0 && node.number("allowzero", 0) == 0) {
                target[i] = sizes.of(flow, i);
            }
        }
        List<Integer> places = new ArrayList<>();
        for (int axis = 0; axis < flow.axes().size(); axis++) {
            boolean isOne = flow.axes().get(axis) == Axis.ONE
                    || flow.axes().get(axis) == Axis.PARTS && flow.parts().size() == 1;
            if (!isOne) {
                places.add(axis);
            }
        }
        Flow reshaped = match(places, 0, target, 0, new ArrayList<>());
        if (reshaped == null) {
            throw node.refusal(
                    "makes another shape of " + flow.axesText() + " that mixes its axes",
                    "directions put side by side, or axes of one element");
        }
        return reshaped;
    }

    /** To two axes, split before the one that the node names. */
    Flow flatten() {
        int axis = Shapes.axis((int) node.number("axis", 1), flow.axes().size() + 1);
        double before = product(0, axis);
        return to(Tensor.vector(before, REST));
    }

    private double product(int from, int to) {
        double product = 1;
        for (int axis = from; axis < to; axis++) {
            double size = sizes.of(flow, axis);
            product = product == 1
                    ? size
                    : size == 1 ? product : size < 0 || product < 0 ? Tensor.UNKNOWN : product * size;
        }
        return product;
    }

    /** Finds the axes that the target's sizes stand for, or null. */
    private Flow match(List<Integer> places, int i, double[] target, int j, List<Axis> axes) {
        if (j == target.length) {
            return i == places.size() ? flow.with(axes) : null;
        }
        if (i < places.size()) {
            Axis axis = flow.axes().get(places.get(i));
            double size = sizes.of(flow, places.get(i));
            if (target[j] == size || target[j] == REST) {
                Flow found = match(places, i + 1, target, j + 1, longer(axes, axis));
                if (found != null) {
                    return found;
                }
            }
            Flow found = special(places, i, target, j, axes, axis);
            if (found != null) {
                return found;
            }
        }
        return target[j] == 1 ? match(places, i, target, j + 1, longer(axes, Axis.ONE)) : null;
    }

    private Flow special(List<Integer> places, int i, double[] target, int j, List<Axis> axes, Axis axis) {
        boolean beforeFeatures = i + 1 < places.size() && flow.axes().get(places.get(i + 1)) == Axis.FEATURES;
        if (axis == Axis.PARTS && beforeFeatures && (target[j] == flow.width() || target[j] == REST)) {
            return match(places, i + 2, target, j + 1, longer(axes, Axis.FEATURES));
        }
        int width = flow.parts().get(0).width();
        boolean hasNext = j + 1 < target.length;
        if (axis == Axis.FEATURES
                && flow.head() == null
                && hasNext
                && !flow.axes().contains(Axis.PARTS)) {
            int count = flow.parts().size();
            boolean equal = flow.parts().stream().allMatch(part -> part.width() == width);
            boolean fits = fits(target[j], count) && fits(target[j + 1], width);
            return count > 1 && equal && fits
                    ? match(places, i + 1, target, j + 2, longer(axes, Axis.PARTS, Axis.FEATURES))
                    : null;
        }
        if (axis == Axis.FLAT && hasNext && sizes.steps() > 0) {
            int features = flow.width() / sizes.steps();
            boolean fits = fits(target[j], sizes.steps()) && fits(target[j + 1], features);
            Flow found = fits ? match(places, i + 1, target, j + 2, longer(axes, Axis.STEPS, Axis.FEATURES)) : null;
            Part all = flow.parts().get(0);
            return found == null ? null : found.withParts(List.of(new Part(all.source(), features, all.when())));
        }
        return null;
    }

    private static boolean fits(double target, int size) {
        return target == size || target == REST;
    }

    private static List<Axis> longer(List<Axis> axes, Axis... more) {
        List<Axis> longer = new ArrayList<>(axes);
        longer.addAll(List.of(more));
        return longer;
    }
}
