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
 * @param kind what the file was recognised as
 */
record FileContent(
        NumberSequences sequences, List<String> features, List<String> outputs, Task task, DataOrigin.Kind kind) {}
