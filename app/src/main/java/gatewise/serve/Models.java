package gatewise.serve;

import java.util.ArrayList;
import java.util.List;

/**
 * What a server shows.
 *
 * @param given each with its own id
 * @param live a run in training; null if there is none
 */
public record Models(List<ServedModel> given, LiveRun live) {

    public Models {
        given = List.copyOf(given);
    }

    /** All that can be read with now. */
    List<ServedModel> all() {
        List<ServedModel> all = new ArrayList<>(given);
        if (live != null && live.model() != null) {
            all.add(live.model());
        }
        return all;
    }

    /** @throws Refusal if there is none of this id */
    ServedModel find(String id) {
        return all().stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("no model " + id + "; /api/models lists them"));
    }
}
