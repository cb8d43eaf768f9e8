package gatewise.serve;

import gatewise.data.ImageSet;
import gatewise.explain.Explainer;
import java.util.List;

/**
 * A network that is open to readers, as it was after some epoch.
 *
 * @param id in paths
 * @param run that it comes from
 * @param test of its data set; null if that cannot be opened here
 */
public record ServedModel(String id, Run run, Explainer explainer, ImageSet test) {

    List<String> labels() {
        return run.provenance().data().labels();
    }

    int rows() {
        return explainer.spec().timeSteps();
    }

    int columns() {
        return explainer.spec().inputSize();
    }

    int testImages() {
        return test == null ? 0 : test.count();
    }
}
