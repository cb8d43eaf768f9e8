package gatewise.kernel;

import gatewise.cell.CellType;
import java.nio.FloatBuffer;
import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;

/** What kind of cell, and how large; knows the sizes of everything that belongs to it. */
record CellShape(CellType cell, int inputSize, int hiddenSize) {
    CellShape {
        Objects.requireNonNull(cell, "cell is null");
        requirePositive("inputSize", inputSize);
        requirePositive("hiddenSize", hiddenSize);
    }

    int columns() {
        return cell.blocks() * hiddenSize;
    }

    /** The parameters as buffers, of checked sizes. */
    Buffers buffers(CellParameters parameters) {
        Objects.requireNonNull(parameters, "parameters is null");
        return new Buffers(
                buffer("inputWeights", parameters.inputWeights(), inputSize, columns()),
                buffer("recurrentWeights", parameters.recurrentWeights(), hiddenSize, columns()),
                buffer("bias", parameters.bias(), columns()),
                cell.hasRecurrentBias() ? buffer("recurrentBias", parameters.recurrentBias(), columns()) : null);
    }

    /** {@link CellParameters} seen as buffers. */
    record Buffers(
            FloatBuffer inputWeights, FloatBuffer recurrentWeights, FloatBuffer bias, FloatBuffer recurrentBias) {}

    /** The memory from a pointer's position on, as a buffer of the given sizes multiplied. */
    static FloatBuffer buffer(String name, FloatPointer pointer, int... sizes) {
        Objects.requireNonNull(pointer, () -> name + " is null");
        long length = 1;
        for (int size : sizes) {
            length = Math.multiplyExact(length, size);
        }
        long available = pointer.limit() - pointer.position();
        if (pointer.limit() > 0 && available < length) {
            throw new IllegalArgumentException(name + " has " + available + " values, expected " + length);
        }
        if (length > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " of " + length + " values is too large");
        }
        return new FloatPointer(pointer).capacity(pointer.position() + length).asBuffer();
    }

    /** As {@link #buffer}, but null stays null. */
    static FloatBuffer optional(String name, FloatPointer pointer, int... sizes) {
        return pointer == null ? null : buffer(name, pointer, sizes);
    }

    /** Hidden states or their gradient of all time steps, or of the last alone. */
    BatchPass.Outputs outputs(String name, RecurrentKernel.Output outputs, int batch, int timeSteps) {
        int steps = outputs.steps();
        if (steps != timeSteps && steps != 1) {
            throw new IllegalArgumentException(name + " has " + steps + " steps, expected " + timeSteps + " or 1");
        }
        int columns = outputs.columns();
        if (columns < hiddenSize) {
            throw new IllegalArgumentException(
                    name + " has " + columns + " columns, expected " + hiddenSize + " or more");
        }
        // The last step's columns beyond hiddenSize may lie past the end of the memory.
        long length = (long) batch * Math.addExact(Math.multiplyExact(columns, steps - 1), hiddenSize);
        return new BatchPass.Outputs(
                buffer(name, outputs.values(), Math.toIntExact(length)), columns, steps != timeSteps);
    }

    /** A copy. */
    static int[] checkedLengths(int[] lengths, int batch, int timeSteps) {
        if (lengths.length != batch) {
            throw new IllegalArgumentException("there are " + lengths.length + " lengths, expected " + batch);
        }
        for (int i = 0; i < batch; i++) {
            if (lengths[i] < 1 || lengths[i] > timeSteps) {
                throw new IllegalArgumentException(
                        "lengths[" + i + "] is " + lengths[i] + ", expected 1 to " + timeSteps);
            }
        }
        return lengths.clone();
    }

    static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", expected 1 or more");
        }
    }
}
