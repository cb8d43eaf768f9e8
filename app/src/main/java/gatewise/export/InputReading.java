package gatewise.export;

import gatewise.export.Value.Axis;
import gatewise.export.Value.Flow;
import gatewise.export.Value.Part;
import gatewise.export.Value.When;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.ArrayList;
import java.util.List;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.ValueInfoProto;

/** An input whose axes are taken for something. */
record InputReading(ValueInfoProto input, List<Axis> axes, int givenSteps, String usualSteps) {
    /** What the axes of an input may be, the likeliest first. */
    static List<List<Axis>> of(ValueInfoProto input) {
        List<TensorShapeProto.Dimension> sizes =
                input.getType().getTensorType().getShape().getDimList();
        List<List<Axis>> readings = new ArrayList<>();
        switch (sizes.size()) {
            case 2 -> readings.add(List.of(Axis.BATCH, Axis.FLAT));
            case 3 -> {
                readings.add(List.of(Axis.BATCH, Axis.STEPS, Axis.FEATURES));
                readings.add(List.of(Axis.STEPS, Axis.BATCH, Axis.FEATURES));
            }
            case 4 -> {
                if (sizes.get(1).getDimValue() == 1) {
                    readings.add(List.of(Axis.BATCH, Axis.ONE, Axis.STEPS, Axis.FEATURES));
                }
                if (sizes.get(3).getDimValue() == 1) {
                    readings.add(List.of(Axis.BATCH, Axis.STEPS, Axis.FEATURES, Axis.ONE));
                }
            }
            default -> {} // refused below
        }
        if (readings.isEmpty()) {
            throw new UserError(
                    "the input '" + Text.name(input.getName()) + "' has " + sizes.size() + " axes",
                    "expected [batch, steps, features], or an image of one channel");
        }
        return readings;
    }

    /** As declared; 0 if it is known only when the model runs. */
    int size(Axis axis) {
        int place = axes.indexOf(axis);
        long size = place < 0
                ? 0
                : input.getType().getTensorType().getShape().getDim(place).getDimValue();
        return size > 0 && size <= Integer.MAX_VALUE ? (int) size : 0;
    }

    /** 0 if neither the model nor the user says. */
    private int knownSteps() {
        int declared = size(Axis.STEPS);
        if (declared > 0 && givenSteps > 0 && declared != givenSteps) {
            throw new UserError(
                    Phrase.of(
                            Setting.TIME_STEPS,
                            " " + givenSteps + " does not go with the input '" + Text.name(input.getName()) + "' of "
                                    + declared + " steps"),
                    "leave it out");
        }
        return Math.max(declared, givenSteps);
    }

    Sizes sizes() {
        int batch = size(Axis.BATCH);
        return new Sizes(knownSteps(), batch == 0 ? Tensor.BATCH : batch);
    }

    Flow flow() {
        boolean flat = axes.contains(Axis.FLAT);
        int width = size(flat ? Axis.FLAT : Axis.FEATURES);
        if (width == 0) {
            throw new UserError(
                    "the input '" + Text.name(input.getName()) + "' does not say how many numbers a step has",
                    "expected a fixed number");
        }
        if (flat && (knownSteps() == 0 || width % knownSteps() != 0)) {
            throw new UserError(
                    "the input '" + Text.name(input.getName()) + "' is flat, " + width + " numbers",
                    Phrase.of("say with ", Setting.TIME_STEPS, " how many rows they are"));
        }
        return Flow.of(axes, List.of(new Part(null, width, When.ALL)));
    }

    int steps() {
        if (knownSteps() > 0) {
            return knownSteps();
        }
        if (usualSteps != null && usualSteps.matches("[1-9][0-9]{0,8}")) {
            return Integer.parseInt(usualSteps);
        }
        throw new UserError(
                "the input '" + Text.name(input.getName()) + "' may have any number of steps",
                Phrase.of("say with ", Setting.TIME_STEPS, " how many the network is to read"));
    }
}
