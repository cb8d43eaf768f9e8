package gatewise.study;

import gatewise.data.Holdout;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.network.Cell;
import gatewise.network.EqualParameters;
import gatewise.network.NetworkSpec;
import gatewise.training.Preset;
import java.util.ArrayList;
import java.util.List;

/**
 * A network of a study before its sizes are known.
 *
 * @param name what tables call it; null for its title, such as {@code GRU-34}
 * @param network all of it, but for the hidden sizes if layers is above 0
 * @param layers recurrent layers whose sizes are to be found from the number of parameters; 0 if the sizes are given
 * @param tutorial whether it trains as in the tutorial (file order, constant rate, last epoch scored), or by the study's
 *     plan
 */
public record StudyDraft(String name, NetworkSpec network, int layers, boolean tutorial) {

    static final String TUTORIAL_NAME = "tutorial's LSTM-28";

    /**
     * The networks that are compared if none are named: the tutorial's, then each cell in one layer, two and three
     * layers, and both directions.
     *
     * @param template the images' size, initial parameters and optimiser of all but the tutorial's
     */
    public static List<StudyDraft> defaults(NetworkSpec template, Holdout images) {
        List<StudyDraft> drafts = new ArrayList<>();
        drafts.add(new StudyDraft(TUTORIAL_NAME, tutorial(template, images), 0, true));
        drafts.addAll(ofEachCell(template));
        return drafts;
    }

    /**
     * The networks that are compared of sequences that are no images: the same without the tutorial's.
     *
     * @param template all but the cell and the hidden sizes
     */
    public static List<StudyDraft> ofEachCell(NetworkSpec template) {
        NetworkSpec lstm = template.toBuilder().cell(Cell.LSTM).build();
        NetworkSpec gru = template.toBuilder().cell(Cell.GRU).build();
        return List.of(
                equal(template.toBuilder().cell(Cell.SIMPLE).build(), 1),
                equal(lstm, 1),
                equal(gru, 1),
                equal(gru.toBuilder().resetAfter(true).build(), 1),
                equal(lstm, 2),
                equal(gru, 2),
                equal(lstm, 3),
                equal(gru, 3),
                equal(lstm.toBuilder().bidirectional(true).build(), 1),
                equal(gru.toBuilder().bidirectional(true).build(), 1));
    }

    /** The tutorial's network for images of another size and other classes. */
    public static NetworkSpec tutorial(NetworkSpec template, Holdout images) {
        return Preset.TUTORIAL.network(images).toBuilder()
                .inputSize(template.inputSize())
                .timeSteps(template.timeSteps())
                .classes(template.classes())
                .output(template.output())
                .build();
    }

    private static StudyDraft equal(NetworkSpec network, int layers) {
        return new StudyDraft(null, network, layers, false);
    }

    /** The network with its sizes, whether these come near the wanted number of parameters or not. */
    private NetworkSpec sized(long parameters) {
        return layers == 0 ? network : EqualParameters.solve(network, layers, parameters);
    }

    /**
     * Finds all sizes.
     *
     * @param parameters of each network
     * @throws UserError if whole units do not come within 2% for one of them; it names a number with which all do
     */
    public static List<NetworkSpec> sized(List<StudyDraft> drafts, long parameters) {
        List<NetworkSpec> networks =
                drafts.stream().map(draft -> draft.sized(parameters)).toList();
        for (int i = 0; i < drafts.size(); i++) {
            NetworkSpec network = networks.get(i);
            if (drafts.get(i).layers > 0 && !EqualParameters.isNear(network, parameters)) {
                throw new UserError(
                        Text.format(
                                "no whole number of units brings every network within 2%% of %d parameters (nearest: %s with %d)",
                                parameters, network.title(), network.parameters()),
                        advice(drafts, parameters));
            }
        }
        return networks;
    }

    private static Phrase advice(List<StudyDraft> drafts, long parameters) {
        long possible = nearest(drafts, parameters);
        return possible == parameters
                ? Phrase.of("give other ", Setting.PARAMETERS, ", or the sizes themselves")
                : Phrase.of("give ", Setting.PARAMETERS, " " + possible);
    }

    /**
     * The number of parameters nearest to the wanted one that all networks come within 2% of; the wanted one if there is none
     * at all near.
     */
    public static long nearest(List<StudyDraft> drafts, long parameters) {
        for (long away = 0; away <= parameters / 4; away++) {
            for (long candidate : new long[] {parameters + away, parameters - away}) {
                if (drafts.stream().allMatch(draft -> draft.comesNear(candidate))) {
                    return candidate;
                }
            }
        }
        return parameters;
    }

    private boolean comesNear(long parameters) {
        return layers == 0 || EqualParameters.isNear(sized(parameters), parameters);
    }
}
