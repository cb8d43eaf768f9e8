package gatewise.export;

import gatewise.export.Value.Flow;

/**
 * The sizes of a model's input, as far as they are known before it runs.
 *
 * @param steps 0 if not known
 * @param batch {@link Tensor#BATCH} if not known
 */
record Sizes(int steps, double batch) {

    /** The size of an axis of a flow. */
    double of(Flow flow, int axis) {
        return switch (flow.axes().get(axis)) {
            case BATCH -> batch;
            case STEPS -> steps == 0 ? Tensor.STEPS : steps;
            case PARTS -> flow.parts().size();
            case FEATURES -> features(flow);
            case FLAT -> flow.width();
            case ONE -> 1;
        };
    }

    private static int features(Flow flow) {
        if (flow.head() != null) {
            return flow.head().bias().length;
        }
        return flow.axes().contains(Value.Axis.PARTS) ? flow.parts().get(0).width() : flow.width();
    }
}
