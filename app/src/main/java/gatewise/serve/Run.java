package gatewise.serve;

import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Provenance;
import java.util.List;

/**
 * A run that trained a network, or trains it.
 *
 * @param name what people know it by, such as its folder or a checkpoint's file
 * @param provenance where the network comes from; how far it has come is in the history
 * @param history the epochs that it has trained for
 */
public record Run(String name, Provenance provenance, List<EpochRecord> history) {

    public Run {
        history = List.copyOf(history);
    }
}
