package gatewise.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Provenance;
import java.util.List;

/** A run in the list of runs; {@code gatewise/openapi.json} says what each field means. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunEntry(
        String id,
        String name,
        String title,
        String state,
        String problem,
        int plannedEpochs,
        List<EpochRecord> history,
        LiveRun.Current current) {

    static RunEntry of(ServedModel model) {
        return of(model.id(), model.run(), "finished", null, null);
    }

    static RunEntry of(LiveRun live) {
        return of(LiveRun.ID, live.run(), live.state(), live.problem(), live.current());
    }

    private static RunEntry of(String id, Run run, String state, String problem, LiveRun.Current current) {
        Provenance provenance = run.provenance();
        return new RunEntry(
                id,
                run.name(),
                provenance.network().title(),
                state,
                problem,
                provenance.isTrained() ? provenance.plan().epochs() : 0,
                run.history(),
                current);
    }
}
