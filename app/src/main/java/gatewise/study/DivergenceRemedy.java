package gatewise.study;

import java.util.Collection;

/** What to change where training diverged. */
public final class DivergenceRemedy {
    private DivergenceRemedy() {}

    /** What to lower: {@code learning rate}, and l2 if one of the networks has it. */
    public static String settings(Collection<Study.Entry> networks) {
        boolean decays = networks.stream().anyMatch(entry -> entry.network().l2() > 0);
        return decays ? "learning rate or l2" : "learning rate";
    }
}
