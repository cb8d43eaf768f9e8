package gatewise.explain;

import gatewise.data.Form;
import gatewise.data.SequenceSet;
import gatewise.data.Task;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is to be said of a sequence.
 *
 * @param classes the class, or where each step has one, [steps]; null where numbers are to be said, or it is not known
 * @param numbers [outputs], in the units of the file; null where classes are to be said, or they are not known
 */
public record Truth(int[] classes, float[] numbers) {
    /** Nobody knows. */
    public static final Truth UNKNOWN = new Truth(null, null);

    /** Of a sequence of a set. */
    public static Truth of(SequenceSet set, int sequence, Form form) {
        if (!set.isLabelled()) {
            return UNKNOWN;
        }
        if (!form.task().saysClasses()) {
            float[] numbers = new float[form.outputs().size()];
            for (int output = 0; output < numbers.length; output++) {
                numbers[output] = set.target(sequence, output);
            }
            return new Truth(null, numbers);
        }
        return new Truth(
                form.task() == Task.TAG
                        ? IntStream.range(0, set.length(sequence))
                                .map(step -> set.label(sequence, step))
                                .toArray()
                        : new int[] {set.label(sequence)},
                null);
    }

    public boolean isKnown() {
        return classes != null || numbers != null;
    }

    /** The same of steps in another order. */
    Truth inOrder(Form form, int... order) {
        return classes == null || !form.task().atEveryStep()
                ? this
                : new Truth(Arrays.stream(order).map(step -> classes[step]).toArray(), null);
    }

    /** For JSON: the name of the class, those of the steps' classes, or the numbers; null if it is not known. */
    public Object named(Form form) {
        if (classes == null) {
            return numbers;
        }
        List<String> names = Arrays.stream(classes)
                .mapToObj(label -> form.outputs().get(label))
                .toList();
        return form.task().atEveryStep() ? names : names.get(0);
    }
}
