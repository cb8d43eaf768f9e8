package gatewise.kernel;

import java.nio.FloatBuffer;

/** What one pass of the whole batch reads and writes, seen as buffers. */
final class BatchPass {
    private BatchPass() {}

    /** [batch, input, timeSteps]; backward is the direction in which they are read. */
    record Inputs(FloatBuffer values, int batch, int timeSteps, boolean backward) {}

    /** States [batch, hidden], or null for zeros. */
    record Start(FloatBuffer hidden, FloatBuffer cell) {}

    /** Hidden states or their gradients: the first columns of [batch, columns, timeSteps], or those of the last step alone. */
    record Outputs(FloatBuffer values, int columns, boolean lastStepOnly) {}

    /** Forward. */
    record Forward(Inputs x, float[] bias, Start start, Outputs y, boolean training) {}

    /** Backward; dx [batch, input, timeSteps] may be null. */
    record Backward(Outputs dy, FloatBuffer dx, int timeSteps) {}
}
