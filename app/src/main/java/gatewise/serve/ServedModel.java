package gatewise.serve;

import gatewise.data.Form;
import gatewise.data.ImageSet;
import gatewise.data.SequenceSet;
import gatewise.explain.Explainer;
import java.util.List;

/**
 * A network that is open to readers, as it was after some epoch.
 *
 * @param id in paths
 * @param run that it comes from
 * @param test of its data set; null if that cannot be opened here
 */
public record ServedModel(String id, Run run, Explainer explainer, SequenceSet test) {

    List<String> labels() {
        return run.provenance().data().labels();
    }

    int rows() {
        return explainer.spec().timeSteps();
    }

    int columns() {
        return explainer.spec().inputSize();
    }

    Form form() {
        return run.provenance().form();
    }

    boolean isImages() {
        return run.provenance().data().isImages();
    }

    /** @throws Refusal if it has no test set */
    ServedModel tested() {
        if (tests() == 0) {
            throw Refusal.notFound(
                    "no test " + form().noun() + ": the data set of model " + id + " cannot be opened here");
        }
        return this;
    }

    /** The test set of a model that reads images, which must be there. */
    ImageSet images() {
        return (ImageSet) test;
    }

    /** Images or sequences of its test set. */
    int tests() {
        return test == null ? 0 : test.count();
    }
}
