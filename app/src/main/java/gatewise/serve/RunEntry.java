package gatewise.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Provenance;
import java.util.List;

/** A run in the list of runs, one object; {@code gatewise/openapi.json} says what each field means. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunEntry(
        @JsonUnwrapped Identity identity,
        @JsonUnwrapped Condition condition,
        @JsonUnwrapped Plan plan,
        List<EpochRecord> history,
        LiveRun.Current current) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Condition(String state, String problem) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Plan(int plannedEpochs, RunSettings settings) {}

    static RunEntry of(ServedModel model) {
        return of(model.id(), model.run(), new Condition("finished", null), null);
    }

    static RunEntry of(LiveRun live) {
        return of(LiveRun.ID, live.run(), new Condition(live.state(), live.problem()), live.current());
    }

    private static RunEntry of(String id, Run run, Condition condition, LiveRun.Current current) {
        Provenance provenance = run.provenance();
        return new RunEntry(
                Identity.of(id, run),
                condition,
                provenance.isTrained()
                        ? new Plan(provenance.plan().epochs(), RunSettings.of(provenance))
                        : new Plan(0, null),
                run.history(),
                current);
    }
}
