package gatewise.serve;

import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Provenance;
import gatewise.data.ImageSet;
import gatewise.explain.Explainer;
import java.util.List;

/**
 * A network that is open to readers, as it was after some epoch.
 *
 * @param id in paths
 * @param name what people know it by, such as the checkpoint's file
 * @param provenance where it comes from; how far it has come is in the history
 * @param history the epochs that it has trained for
 * @param test of its data set; null if that cannot be opened here
 */
public record ServedModel(
        String id, String name, Explainer explainer, Provenance provenance, List<EpochRecord> history, ImageSet test) {

    public ServedModel {
        history = List.copyOf(history);
    }

    List<String> labels() {
        return provenance.data().labels();
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
