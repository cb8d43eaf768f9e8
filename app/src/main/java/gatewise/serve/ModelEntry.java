package gatewise.serve;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import gatewise.checkpoint.EpochRecord;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import java.util.List;

/** A model in the list of models, one object; {@code gatewise/openapi.json} says what each field means. */
record ModelEntry(
        @JsonUnwrapped Identity identity,
        @JsonUnwrapped Network network,
        long parameters,
        @JsonUnwrapped Training training,
        @JsonUnwrapped Images images) {

    private record Network(
            Cell cell, boolean resetAfter, List<String> gates, List<Integer> hiddenSizes, boolean bidirectional) {
        static Network of(NetworkSpec spec) {
            return new Network(
                    spec.cell(), spec.resetAfter(), spec.cell().gates(), spec.hiddenSizes(), spec.bidirectional());
        }
    }

    private record Training(int epochs, Double validationAccuracy) {
        static Training of(List<EpochRecord> history) {
            return new Training(
                    history.size(),
                    history.isEmpty() ? null : history.get(history.size() - 1).validationAccuracy());
        }
    }

    private record Images(int timeSteps, int inputSize, List<String> labels, int testImages, String data) {}

    static ModelEntry of(ServedModel model) {
        NetworkSpec spec = model.explainer().spec();
        return new ModelEntry(
                Identity.of(model.id(), model.run()),
                Network.of(spec),
                spec.parameters(),
                Training.of(model.run().history()),
                new Images(
                        spec.timeSteps(),
                        spec.inputSize(),
                        model.labels(),
                        model.testImages(),
                        model.run().provenance().data().name()));
    }
}
