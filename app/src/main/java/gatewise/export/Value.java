package gatewise.export;

import gatewise.data.Scaling;
import gatewise.io.UserError;
import gatewise.network.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is known of a value of a graph before it runs. */
sealed interface Value {

    /** The same whatever the input. */
    record Constant(Tensor tensor) implements Value {}

    /** Zeros of a shape that depends on the input, such as initial states. */
    record Zeros() implements Value {}

    /** The steps of each sequence [batch], an input of the model. */
    record Lengths() implements Value {}

    /**
     * Not known.
     *
     * @param error why; it names the node at fault
     */
    record Unknown(UserError error) implements Value {
        Unknown(String problem, String fix) {
            this(new UserError(problem, fix));
        }
    }

    /** What an axis of a {@link Flow} counts. */
    enum Axis {
        BATCH,
        STEPS,
        /** The parts of a flow, which are of equal width; without this axis they lie side by side in the features. */
        PARTS,
        FEATURES,
        /** Steps and features in one, as a flat image has them. */
        FLAT,
        /** Has one element. */
        ONE
    }

    /** Which steps of a sequence a part of a flow holds. */
    enum When {
        ALL,
        /** All, the last step first. */
        REVERSED,
        FIRST,
        LAST
    }

    /**
     * Some features of a flow that come from one place.
     *
     * @param source the cells that they come from; null for the model's input
     */
    record Part(CellSource source, int width, When when) {
        Part at(When newWhen) {
            return new Part(source, width, newWhen);
        }
    }

    /**
     * Cells that read a sequence in one direction.
     *
     * @param node their node, for messages
     * @param input what they read; the columns of their input weights are its features
     */
    record CellSource(Node node, Kind kind, boolean backward, CellWeights weights, Flow input) {
        Cell cell() {
            return kind.cell();
        }

        boolean resetAfter() {
            return kind.resetAfter();
        }

        boolean byLengths() {
            return kind.byLengths();
        }
    }

    /**
     * A cell, and of a GRU where its reset gate acts.
     *
     * @param byLengths whether it ends where each sequence ends, not where the longest does
     */
    record Kind(Cell cell, boolean resetAfter, boolean byLengths) {}

    /** Class scores as a linear function of a flow's features: weights [classes][features], bias [classes]. */
    record Head(float[][] weights, float[] bias) {}

    /** What class scores are. */
    enum Answer {
        LOGITS,
        PROBABILITIES,
        LOG_PROBABILITIES
    }

    /**
     * {@code scale * x + shift}.
     *
     * @param columns of a model of sequences that are no images, which is scaled column by column instead: the input as
     *     {@link Scaling#scaled} does it, the answer as {@link Scaling#unscaled} does; else null
     */
    record Affine(double scale, double shift, Scaling columns) {
        static final Affine NONE = new Affine(1, 0, null);
    }

    /**
     * Computed from the input by cells, and then perhaps by a head.
     *
     * @param parts their features in order; with a head, those that it reads
     * @param affine what became of the input
     * @param head null before it; with it, the features are the class scores
     */
    record Flow(List<Axis> axes, List<Part> parts, Affine affine, Head head, Answer answer) implements Value {
        public Flow {
            if (axes.size() > Limits.MOST_AXES || parts.isEmpty() || parts.size() > Limits.MOST_PARTS) {
                throw new UserError(
                        "what flows to the answer has " + axes.size() + " axes and is put together of " + parts.size()
                                + " parts",
                        "expected at most " + Limits.MOST_AXES + ", and 1.." + Limits.MOST_PARTS);
            }
            axes = List.copyOf(axes);
            parts = List.copyOf(parts);
        }

        double scale() {
            return affine.scale();
        }

        double shift() {
            return affine.shift();
        }

        static Flow of(List<Axis> axes, List<Part> parts) {
            return new Flow(axes, parts, Affine.NONE, null, Answer.LOGITS);
        }

        Flow with(List<Axis> newAxes) {
            return new Flow(newAxes, parts, affine, head, answer);
        }

        Flow withParts(List<Part> newParts) {
            return new Flow(axes, newParts, affine, head, answer);
        }

        Flow withAffine(double newScale, double newShift) {
            return with(new Affine(newScale, newShift, null));
        }

        Flow with(Affine newAffine) {
            return new Flow(axes, parts, newAffine, head, answer);
        }

        Flow with(Head newHead) {
            return new Flow(axes, parts, affine, newHead, answer);
        }

        Flow with(Answer newAnswer) {
            return new Flow(axes, parts, affine, head, newAnswer);
        }

        Flow replace(int axis, Axis by) {
            List<Axis> changed = new ArrayList<>(axes);
            changed.set(axis, by);
            return with(changed);
        }

        Flow remove(int axis) {
            List<Axis> fewer = new ArrayList<>(axes);
            fewer.remove(axis);
            return with(fewer);
        }

        /** With an axis of parts that has one element taken for any such axis. */
        Flow withoutSinglePart() {
            int axis = parts.size() == 1 ? axes.indexOf(Axis.PARTS) : -1;
            return axis < 0 ? this : replace(axis, Axis.ONE);
        }

        /** Of all parts. */
        int width() {
            return parts.stream().mapToInt(Part::width).sum();
        }

        boolean isInput() {
            return head == null && parts.stream().allMatch(part -> part.source() == null);
        }

        /** Such as {@code [batch, steps, features]}. */
        String axesText() {
            return axes.toString().toLowerCase(Locale.ROOT);
        }
    }
}
