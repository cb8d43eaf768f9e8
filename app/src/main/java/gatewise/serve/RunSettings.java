package gatewise.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.Schedule;
import gatewise.checkpoint.TrainingPlan;
import gatewise.network.NetworkSpec;
import gatewise.network.Optimizer;

/** What decides how a run goes; {@code gatewise/openapi.json} says what each field means. */
record RunSettings(
        Optimizer optimizer,
        @JsonUnwrapped Steps steps,
        @JsonUnwrapped Regularization regularization,
        @JsonUnwrapped End end,
        @JsonUnwrapped Images images) {

    private record Steps(Schedule schedule, int batchSize, boolean shuffle, int shift) {}

    private record Regularization(double dropout, double l2) {}

    private record End(int patience, long seed) {}

    /** Images or sequences that train, the other null. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Images(String data, Integer trainingImages, Integer trainingSequences) {
        static Images of(Provenance.Data data) {
            int count = data.trainingImages();
            return data.isImages() ? new Images(data.name(), count, null) : new Images(data.name(), null, count);
        }
    }

    static RunSettings of(Provenance provenance) {
        TrainingPlan plan = provenance.plan();
        NetworkSpec network = provenance.network();
        return new RunSettings(
                network.optimizer(),
                new Steps(plan.schedule(), plan.batchSize(), plan.shuffle(), plan.shift()),
                new Regularization(network.dropout(), network.l2()),
                new End(plan.patience(), plan.seed()),
                Images.of(provenance.data()));
    }
}
