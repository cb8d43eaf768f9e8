package gatewise.kernel;

import java.nio.FloatBuffer;
import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;

/** Native memory that grows when more is wanted and never shrinks. Contents are lost when it grows. */
final class Block implements AutoCloseable {
    private FloatPointer pointer;
    private FloatPointer cursor;
    private FloatBuffer buffer;

    /** Makes room for so many values. */
    void reserve(long length) {
        if (pointer != null && pointer.capacity() >= length) {
            return;
        }
        if (length > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a batch that needs " + length + " values of scratch is too large");
        }
        close();
        FloatPointer reserved = new FloatPointer(length);
        buffer = reserved.asBuffer();
        cursor = new FloatPointer(reserved);
        pointer = reserved;
    }

    FloatBuffer buffer() {
        return buffer;
    }

    /** The pointer to the first value, shared: not to be moved. */
    FloatPointer start() {
        return pointer;
    }

    /** The pointer to the value at an offset, until the next call; for a thread that has the block to itself. Makes no object. */
    FloatPointer moved(long offset) {
        return cursor.position(offset);
    }

    /** A pointer of its own to the value at an offset. */
    FloatPointer at(long offset) {
        // Of null JavaCPP would make a pointer to address 0, which native code follows.
        return new FloatPointer(Objects.requireNonNull(pointer, "there is no memory")).position(offset);
    }

    void zero(int from, int length) {
        at(from).limit((long) from + length).zero();
    }

    @Override
    public void close() {
        if (pointer != null) {
            pointer.close();
            pointer = null;
            cursor = null;
            buffer = null;
        }
    }
}
