package gatewise.data;

import gatewise.data.NumberSequences.Targets;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** What is to be said of the sequences or steps of a table in long form, as its rows come. */
abstract class LongTargets {
    private final boolean eachStep;

    LongTargets(boolean eachStep) {
        this.eachStep = eachStep;
    }

    static LongTargets of(LongRoles roles, String file, LongUnaryOperator expected) {
        return roles.task().saysClasses()
                ? new LongClasses(roles, file, expected)
                : new LongNumbers(roles, file, expected);
    }

    /** Whether it is said of each step. */
    boolean isOfSteps() {
        return eachStep;
    }

    /** The label in this row. */
    void label(char[] text, int from, int length) {
        throw new IllegalStateException("no labels");
    }

    /** A number in this row. */
    void number(int target, float value) {
        throw new IllegalStateException("no numbers");
    }

    /**
     * This row is complete.
     *
     * @param sequence it belongs to; a new one has the next number
     * @param key of its step
     * @param row its number
     * @param table says where rows stand
     */
    abstract void endRow(int sequence, long key, int row, LongTable table);

    /** All steps' keys are multiplied. */
    void multiply(long by) {
        // Only those who keep keys need to know.
    }

    /** Puts what is said of each step into another order. */
    abstract void reorder(int... order);

    /** @throws gatewise.io.UserError if something is not said */
    abstract void check(LongTable table);

    /** Numbers a sequence or a step. */
    abstract int width();

    /** What is said, of each sequence or step; null if it is not known. */
    abstract float[] exact();

    /** The names of the classes, or of the numbers. */
    abstract List<String> outputs();

    /** The same, or what became of it when steps were put in. */
    Targets values(float[] said) {
        return said == null ? Targets.UNKNOWN : new Targets(said, width(), eachStep);
    }
}
