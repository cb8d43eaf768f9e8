package gatewise.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import gatewise.data.Form;
import gatewise.data.SequenceSet;
import gatewise.explain.Truth;
import java.util.List;

/**
 * A sequence as the API shows it.
 *
 * @param index in the test set; null for one of the client's
 * @param name in its file or table; null if it has none
 * @param features of a step; null for one of several of a client, which share them
 * @param steps [steps][features], in the units of the file
 * @param truth the name of its class, those of its steps' classes, or the numbers that are to be said; null if it is not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Sequence(Integer index, String name, List<String> features, float[][] steps, Object truth) {

    /** One of a test set. */
    static Sequence of(SequenceSet set, int index, Form form) {
        Object truth = Truth.of(set, index, form).named(form);
        return new Sequence(index, set.name(index), form.features(), set.values(index), truth);
    }

    /** A client's, alone in its text; its name is left out where that is but its number. */
    static Sequence of(SequenceSet given, Form form) {
        String name = given.name(0).equals("0") ? null : given.name(0);
        Sequence only = of(given, 0, name, form);
        return new Sequence(null, name, form.features(), only.steps, only.truth);
    }

    /** One of several of a client, which share their features. */
    static Sequence of(SequenceSet given, int index, String name, Form form) {
        return new Sequence(
                null,
                name,
                null,
                given.values(index),
                Truth.of(given, index, form).named(form));
    }
}
