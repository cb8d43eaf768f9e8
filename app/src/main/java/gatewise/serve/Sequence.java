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
 * @param name in its file; null for one of the client's
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

    /** A client's. */
    static Sequence of(SequenceSet given, Form form) {
        return new Sequence(null, null, form.features(), given.values(0), null);
    }
}
