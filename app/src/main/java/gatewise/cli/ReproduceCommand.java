package gatewise.cli;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Provenance;
import gatewise.data.Dataset;
import gatewise.data.Form;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.machine.ActiveBackend;
import gatewise.report.NetworkSummary;
import gatewise.study.Reproduction;
import gatewise.training.DivergenceException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains the network of a checkpoint again and compares the two, bit for bit. */
@Command(
        name = "reproduce",
        description = {
            "Trains the network of a checkpoint again, as its provenance says (network, plan, seed, engine, threads,"
                    + " data), and says whether all parameters are the same, bit for bit. Writes nothing.",
            "",
            "The bits depend on the machine, too: its processor, Java and libraries. Exit code 1 if they differ.",
            ""
        },
        mixinStandardHelpOptions = true)
final class ReproduceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "CHECKPOINT", description = "best.zip or last.zip, as train and compare write them.")
    private Path path;

    @Mixin
    private DataOption data;

    @Override
    public Integer call() {
        Provenance provenance = Checkpoint.provenance(path);
        if (!provenance.isTrained()) {
            throw new UserError(
                    path + ": was imported and has no run to repeat", "give a checkpoint that train or compare wrote");
        }
        ActiveBackend.requireUsable();
        Dataset images = data.trained(provenance.data());
        Reproduction reproduction = new Reproduction(path, images);
        ActiveBackend.start();
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        Terminal talk = Terminal.of(command).talk();
        err.print(NetworkSummary.of(provenance, talk.outWidth()));
        err.flush();
        Optional<Reproduction.Outcome> outcome;
        try (Interruption interruption = new Interruption(reproduction::stop)) {
            int epochs = provenance.progress().epochs() + (provenance.progress().batch() > 0 ? 1 : 0);
            TrainingDisplay display = new TrainingDisplay(
                    err,
                    err,
                    talk,
                    provenance.with(provenance.plan().toBuilder().epochs(epochs).build()),
                    images.test().count());
            display.header();
            outcome = reproduction.run(display);
            if (outcome.isEmpty() || interruption.happened()) {
                err.println("stopped; nothing was compared");
                return 1;
            }
        } catch (DivergenceException e) {
            throw UserError.failedJob(path + " is not reproduced: " + e.getMessage(), advice(provenance), e);
        }
        print(out, outcome.get(), provenance.form());
        if (outcome.get().agrees()) {
            return 0;
        }
        throw UserError.failedJob(path + " is not reproduced: " + difference(outcome.get()), advice(provenance), null);
    }

    private void print(PrintWriter out, Reproduction.Outcome outcome, Form form) {
        Terminal terminal = Terminal.of(command);
        out.println(terminal.prose(
                form.task().saysClasses()
                        ? Text.format(
                                "test accuracy %.2f%% of the checkpoint, %.2f%% trained again",
                                100 * outcome.score(), 100 * outcome.reproducedScore())
                        : Text.format(
                                "test RMSE%s %.6g of the checkpoint, %.6g trained again",
                                form.mixesTargets() ? ", standardised," : "",
                                outcome.score(),
                                outcome.reproducedScore())));
        out.println(terminal.prose(
                outcome.agrees()
                        ? "all " + outcome.parameters() + " parameters are the same, bit for bit"
                        : difference(outcome)));
        out.flush();
    }

    private static String difference(Reproduction.Outcome outcome) {
        return Text.format(
                "%d of %d parameters differ, by at most %.3g",
                outcome.differing(), outcome.parameters(), outcome.largestDifference());
    }

    /** What else may be at fault than chance. */
    private static String advice(Provenance then) {
        Provenance.Software was = then.software();
        Provenance.Software here = Provenance.Software.here();
        if (!here.equals(was)) {
            return Text.format(
                    "it was trained with Gatewise %s, Deeplearning4j %s, Java %s on %s, here are %s, %s, %s on %s",
                    was.gatewise(),
                    was.dl4j(),
                    was.java(),
                    was.backend(),
                    here.gatewise(),
                    here.dl4j(),
                    here.java(),
                    here.backend());
        }
        return "try on the machine that trained it";
    }
}
