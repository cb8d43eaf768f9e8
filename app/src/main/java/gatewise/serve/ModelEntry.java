package gatewise.serve;

import gatewise.checkpoint.EpochRecord;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import java.util.List;

/** A model in the list of models; {@code gatewise/openapi.json} says what each field means. */
record ModelEntry(
        String id,
        String name,
        String title,
        Cell cell,
        boolean resetAfter,
        List<String> gates,
        List<Integer> hiddenSizes,
        boolean bidirectional,
        int timeSteps,
        int inputSize,
        List<String> labels,
        long parameters,
        int epochs,
        Double validationAccuracy,
        int testImages,
        String data) {

    static ModelEntry of(ServedModel model) {
        NetworkSpec spec = model.explainer().spec();
        List<EpochRecord> history = model.run().history();
        return new ModelEntry(
                model.id(),
                model.run().name(),
                spec.title(),
                spec.cell(),
                spec.resetAfter(),
                spec.cell().gates(),
                spec.hiddenSizes(),
                spec.bidirectional(),
                spec.timeSteps(),
                spec.inputSize(),
                model.labels(),
                spec.parameters(),
                history.size(),
                history.isEmpty() ? null : history.get(history.size() - 1).validationAccuracy(),
                model.testImages(),
                model.run().provenance().data().name());
    }
}
