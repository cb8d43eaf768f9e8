package gatewise.training;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.network.NetworkSpec;
import java.util.Collection;

/** What to lower where training diverged: the learning rate, and l2 where a network has it. */
public final class DivergenceRemedy {
    private DivergenceRemedy() {}

    /** Of one network, whose values are said. */
    public static Phrase of(NetworkSpec network) {
        Phrase rate = Phrase.of(Setting.LEARNING_RATE, now(network.optimizer().learningRate()));
        return decays(network) ? Phrase.of(rate, " or ", Setting.L2, now(network.l2())) : rate;
    }

    private static String now(double value) {
        return " (now " + Text.number(value) + ")";
    }

    /** Of some of several, each of which has its own values. */
    public static String of(Collection<NetworkSpec> networks) {
        return networks.stream().anyMatch(DivergenceRemedy::decays) ? "learning rate or l2" : "learning rate";
    }

    private static boolean decays(NetworkSpec network) {
        return network.l2() > 0;
    }
}
