package gatewise.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import gatewise.data.Task;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.UserError;
import java.util.List;

/**
 * What a network's head says, and what its training makes small.
 *
 * @param task what is said, and when
 * @param loss what training makes small; null becomes cross-entropy for classes, the squared error for numbers
 * @param classWeights [classes], how much each class counts in the loss, above 0; null for the same
 */
public record Output(
        Task task,
        Loss loss,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<Double> classWeights) {
    /** A class after the last step, all classes counting the same. */
    public static final Output CLASS = new Output(Task.CLASSIFY, Loss.CROSS_ENTROPY, null);

    public Output {
        task = task == null ? Task.CLASSIFY : task;
        loss = loss != null ? loss : task.saysClasses() ? Loss.CROSS_ENTROPY : Loss.MSE;
        if (task.saysClasses() != (loss == Loss.CROSS_ENTROPY)) {
            throw new UserError(
                    Phrase.of(Setting.LOSS, " " + loss + " does not go with the task " + task),
                    task.saysClasses() ? "leave it out: classes have cross-entropy" : "give mse or mae");
        }
        if (classWeights != null) {
            if (!task.saysClasses()) {
                throw new UserError(
                        Phrase.of(Setting.CLASS_WEIGHTS, " are for classes, and the task " + task + " says numbers"),
                        "leave them out");
            }
            for (Double weight : classWeights) {
                if (weight == null || weight <= 0) {
                    throw new UserError(
                            Phrase.of(Setting.CLASS_WEIGHTS, " must be above 0, got " + weight), "give a larger one");
                }
                SinglePrecision.require("a class weight", weight);
            }
            classWeights = List.copyOf(classWeights);
        }
    }

    /** Of a task, with the loss that suits it. */
    public static Output of(Task task) {
        return new Output(task, null, null);
    }

    /** The same with another loss. */
    public Output with(Loss other) {
        return new Output(task, other, classWeights);
    }

    /** The same with weights of the classes. */
    public Output with(List<Double> weights) {
        return new Output(task, loss, weights);
    }

    /** Whether it is {@link #CLASS}; for Jackson, which leaves such out of files as older versions did. */
    static final class IfClass {
        @Override
        public boolean equals(Object other) {
            return other == null || CLASS.equals(other);
        }

        @Override
        public int hashCode() {
            return CLASS.hashCode();
        }
    }
}
