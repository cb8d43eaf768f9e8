package gatewise.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import gatewise.checkpoint.EpochRecord;
import java.util.List;

/** A run in the list of runs; {@code gatewise/openapi.json} says what each field means. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunEntry(
        String id,
        String name,
        String title,
        String state,
        int plannedEpochs,
        List<EpochRecord> history,
        LiveRun.Current current) {

    static RunEntry of(ServedModel model) {
        return new RunEntry(
                model.id(),
                model.name(),
                model.explainer().spec().title(),
                "finished",
                model.provenance().isTrained() ? model.provenance().plan().epochs() : 0,
                model.history(),
                null);
    }

    static RunEntry of(LiveRun run) {
        return new RunEntry(
                LiveRun.ID,
                run.name(),
                run.provenance().network().title(),
                run.isFinished() ? "finished" : "training",
                run.provenance().plan().epochs(),
                run.history(),
                run.current());
    }
}
