package gatewise.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import gatewise.checkpoint.EpochRecord;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import java.util.List;

/** A model in the list of models, one object; {@code gatewise/openapi.json} says what each field means. */
record ModelEntry(
        @JsonUnwrapped Identity identity,
        @JsonUnwrapped Network network,
        @JsonUnwrapped Training training,
        @JsonUnwrapped Reading reading,
        @JsonUnwrapped Tests tests) {

    private record Network(
            @JsonUnwrapped Cells cells, List<Integer> hiddenSizes, boolean bidirectional, long parameters) {
        static Network of(NetworkSpec spec) {
            Cells cells = new Cells(spec.cell(), spec.resetAfter(), spec.cell().watchedGates());
            return new Network(cells, spec.hiddenSizes(), spec.bidirectional(), spec.parameters());
        }
    }

    private record Cells(Cell cell, boolean resetAfter, List<String> gates) {}

    private record Training(int epochs, Double validationAccuracy, Double validationLoss) {
        static Training of(List<EpochRecord> history) {
            EpochRecord last = history.isEmpty() ? null : history.get(history.size() - 1);
            return last == null
                    ? new Training(0, null, null)
                    : new Training(history.size(), last.validationAccuracy(), last.validationLoss());
        }
    }

    /** Test images or test sequences, the other null. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Tests(Integer testImages, Integer testSequences, String data) {
        static Tests of(ServedModel model) {
            String data = model.run().provenance().data().name();
            return model.isImages() ? new Tests(model.tests(), null, data) : new Tests(null, model.tests(), data);
        }
    }

    private record Reading(
            int timeSteps,
            int inputSize,
            List<String> labels,
            @JsonInclude(JsonInclude.Include.NON_NULL) List<String> features,
            @JsonInclude(JsonInclude.Include.NON_NULL) Integer mostSteps) {
        static Reading of(ServedModel model) {
            NetworkSpec spec = model.explainer().spec();
            boolean images = model.isImages();
            return new Reading(
                    spec.timeSteps(),
                    spec.inputSize(),
                    model.labels(),
                    images ? null : model.form().features(),
                    images ? null : SequenceBody.mostSteps(model));
        }
    }

    static ModelEntry of(ServedModel model) {
        return new ModelEntry(
                Identity.of(model.id(), model.run()),
                Network.of(model.explainer().spec()),
                Training.of(model.run().history()),
                Reading.of(model),
                Tests.of(model));
    }
}
