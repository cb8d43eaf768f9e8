package gatewise.report;

import gatewise.checkpoint.Origin;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.Schedule;
import gatewise.checkpoint.TrainingPlan;
import gatewise.io.Text;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;

/** A network and its training in a few lines for a terminal. */
public final class NetworkSummary {
    private NetworkSummary() {}

    /**
     * Layers with their parameters and state, optimiser, plan, data, and what computes.
     *
     * @param width columns of a terminal that lines are to fit
     */
    public static String of(Provenance provenance, int width) {
        NetworkSpec spec = provenance.network();
        String name = spec.title() + " on " + Text.visible(provenance.data().name()) + ": ";
        String title = provenance.data().isImages()
                ? Text.format(
                        "%s%d steps of %d, %d classes%n", name, spec.timeSteps(), spec.inputSize(), spec.classes())
                : name + SequenceSummary.of(provenance);
        String size = Text.format("parameters %d, state %d numbers a sequence", spec.parameters(), stateSize(spec));
        String backend = Text.visible(provenance.software().backend());
        String origin = provenance.isTrained()
                ? training(provenance, provenance.trained(), backend)
                : Text.format(
                        "%n%s, backend %s%n%n", Text.visible(provenance.origin().toString()), backend);
        return Prose.wrap(title, width) + layers(spec).toString(width) + "\n" + Prose.wrap(size + origin, width);
    }

    private static String training(Provenance provenance, Origin.Trained run, String backend) {
        TrainingPlan plan = run.plan();
        return Text.format(
                ", %s%n%d training %s%s, batches of %d%s, %d epoch%s%s%s, seed %d, backend %s, engine %s, %d thread%s%n%n",
                provenance.network().optimizer(),
                provenance.data().trainingImages(),
                provenance.form().noun(),
                plan.shift() > 0 ? " moved by up to " + plan.shift() + (plan.shift() == 1 ? " pixel" : " pixels") : "",
                plan.batchSize(),
                plan.shuffle() ? ", shuffled" : " in file order",
                plan.epochs(),
                plan.epochs() == 1 ? "" : "s",
                plan.schedule() == Schedule.CONSTANT ? "" : ", learning rate falling along a " + plan.schedule(),
                plan.patience() > 0 ? ", patience " + plan.patience() : "",
                plan.seed(),
                backend,
                run.engine(),
                run.threads(),
                run.threads() == 1 ? "" : "s");
    }

    private static TextTable layers(NetworkSpec spec) {
        TextTable table = new TextTable("layer", "kind", "inputs", "outputs", "parameters");
        int last = spec.hiddenSizes().size();
        for (int i = 0; i < last; i++) {
            String kind = (spec.bidirectional() ? "bidirectional " : "") + spec.cell();
            table.row(i + 1, kind, spec.inputSize(i), spec.outputSize(i), spec.parameters(i));
        }
        String head = (spec.task().saysClasses() ? "softmax" : "linear")
                + (spec.task().atEveryStep() ? " at each step" : "");
        return table.row(last + 1, head, spec.headInputSize(), spec.classes(), spec.parameters(last));
    }

    /** Numbers that a sequence carries from step to step: hidden states, for LSTM cells too. */
    public static int stateSize(NetworkSpec spec) {
        int units = spec.hiddenSizes().stream().mapToInt(Integer::intValue).sum() * (spec.bidirectional() ? 2 : 1);
        return spec.cell() == Cell.LSTM ? 2 * units : units;
    }
}
