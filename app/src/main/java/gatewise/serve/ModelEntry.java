package gatewise.serve;

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
        int epochs = model.history().size();
        return new ModelEntry(
                model.id(),
                model.name(),
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
                epochs,
                epochs == 0 ? null : model.history().get(epochs - 1).validationAccuracy(),
                model.testImages(),
                model.provenance().data().name());
    }
}
