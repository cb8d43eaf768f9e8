package gatewise.data;

import java.util.List;

/**
 * What one file of sequences holds, before it is split and scaled.
 *
 * @param sequences in the units of the file; values that were left out are NaN until {@link Missing} is applied
 * @param features the names of a step's numbers
 * @param outputs the names of the classes, by label, or of the numbers that are to be said; as the known form has them, if there
 *     is one
 * @param task what is to be said
 * @param found what the file was recognised as
 */
record FileContent(NumberSequences sequences, List<String> features, List<String> outputs, Task task, Found found) {
    /**
     * What was found beside sequences.
     *
     * @param kind what the file was recognised as
     * @param rounded lines on numbers that single precision does not tell apart
     * @param distance how far steps lie apart, if that tells which are left out of other files; else null
     * @param columns names of the columns that are steps; null where steps are no columns, or those have no names
     */
    record Found(DataOrigin.Kind kind, List<String> rounded, StepDistance distance, List<String> columns) {
        /** Of a file whose steps have neither numbers nor times nor names. */
        Found(DataOrigin.Kind kind, List<String> rounded) {
            this(kind, rounded, null, null);
        }
    }

    DataOrigin.Kind kind() {
        return found.kind();
    }

    List<String> rounded() {
        return found.rounded();
    }
}
