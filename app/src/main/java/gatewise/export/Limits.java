package gatewise.export;

import gatewise.io.MemoryShortage;
import gatewise.io.Text;
import gatewise.io.UserError;

/**
 * What reading one model may come to, however small its file: a few nodes can double a constant until nothing holds it, and
 * can read a large one over and over.
 */
final class Limits {
    /** Of the nodes and of the constants of a graph; exporters write some dozens of nodes for a recurrent network. */
    static final int MOST_NODES = 10_000;

    /** Of the axes of a constant and of what flows; ONNX's own operators need five at most here. */
    static final int MOST_AXES = 16;

    /** Of the pieces that a flow is put together of. */
    static final int MOST_PARTS = 1_024;

    /** What a Java array of doubles can hold, with room for its shape's arithmetic. */
    static final long MOST_ELEMENTS = 1L << 28;

    private static final int MOST_OUTPUTS = 100;
    private static final long MOST_READ = 1L << 31;

    private static final String SMALLER = "expected a smaller model";

    private final long mostHeld;
    private long held;
    private long read;

    /** As much as a quarter of Java's heap holds. */
    Limits() {
        this(Runtime.getRuntime().maxMemory() / 4 / Double.BYTES);
    }

    /** @param mostHeld numbers that all constants may come to */
    Limits(long mostHeld) {
        this.mostHeld = mostHeld;
    }

    /** @throws UserError if a graph has more nodes, constants or outputs than any network here */
    static void check(onnx.Onnx.GraphProto graph) {
        check(graph.getNodeCount(), MOST_NODES, "nodes");
        check(graph.getInitializerCount(), MOST_NODES, "constants");
        check(graph.getInputCount(), MOST_NODES, "inputs");
        check(graph.getOutputCount(), MOST_OUTPUTS, "outputs");
    }

    private static void check(int count, int most, String what) {
        if (count > most) {
            throw new UserError(
                    Text.format("the model has %d %s, expected at most %d", count, what, most),
                    "export the network without what surrounds it");
        }
    }

    /** Numbers that are about to be made, of a constant or of a layer's weights. */
    void hold(long elements) {
        held += elements;
        if (elements > MOST_ELEMENTS) {
            throw new TooLarge(Text.format("one of its constants has more than %d numbers", MOST_ELEMENTS), SMALLER, 2);
        }
        if (held > mostHeld) {
            throw new TooLarge(
                    Text.format(
                            "its constants come to more than %d numbers, which do not fit into Java's memory here",
                            mostHeld),
                    "give a smaller model, or " + MemoryShortage.more("-Xmx"),
                    1);
        }
    }

    /** Numbers that a node is about to read. */
    void read(long elements) {
        read += elements;
        if (read > MOST_READ) {
            throw new TooLarge(Text.format("its nodes read more than %d numbers", MOST_READ), SMALLER, 2);
        }
    }

    /** Ends the reading of the model, whatever its answer depends on. */
    static final class TooLarge extends UserError {
        private static final long serialVersionUID = 1L;

        private TooLarge(String problem, String fix, int exitCode) {
            super(problem, fix, exitCode, null);
        }
    }
}
