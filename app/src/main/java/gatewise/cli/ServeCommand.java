package gatewise.cli;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Provenance;
import gatewise.data.Dataset;
import gatewise.data.Form;
import gatewise.data.Holdout;
import gatewise.data.Reading;
import gatewise.data.SequenceSet;
import gatewise.explain.Explainer;
import gatewise.io.Installation;
import gatewise.io.Phrase;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.serve.ModelNames;
import gatewise.serve.Models;
import gatewise.serve.Run;
import gatewise.serve.ServedModel;
import gatewise.serve.Server;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows networks on a web page. */
@Command(
        name = "serve",
        description = {
            "Opens networks on a web page: what every gate does while they read a test image, a picture or a drawing, or a"
                    + " sequence that is picked or pasted, and what becomes of it when gates are held. The same as an API, described at /api/openapi.json.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  gatewise serve",
            "  gatewise serve runs/lstm/best.zip runs/gru/best.zip",
            "  gatewise serve best.zip --port 0"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(
            arity = "0..*",
            paramLabel = "MODEL",
            description = "Checkpoints that train wrote, such as best.zip; default: those that come with Gatewise.")
    private List<Path> paths = List.of();

    @Mixin
    private AddressOptions address;

    /** By what provenance says of the data; empty if it cannot be opened. */
    private final Map<Source, Optional<Dataset>> opened = new HashMap<>();

    /**
     * What decides what a data set is opened as, as far as its test set goes.
     *
     * @param sha256 of what a network was trained on, for the data may have changed since
     */
    private record Source(String name, Reading reading, Holdout holdout, String sha256) {}

    @Override
    public Integer call() {
        address.check();
        PrintWriter err = command.commandLine().getErr();
        if (paths.isEmpty()) {
            paths = comeAlong(err);
        }
        paths.forEach(Checkpoint::provenance);
        try (Server server = address.take(err, Terminal.of(command))) {
            return serve(server);
        }
    }

    private int serve(Server server) {
        List<String> names = ModelNames.of(paths);
        List<ServedModel> models = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            models.add(model(Integer.toString(i + 1), paths.get(i), names.get(i)));
        }
        try (Interruption interruption = new Interruption(() -> {})) {
            server.show(new Models(models, null));
            PrintWriter out = command.commandLine().getOut();
            out.println(Terminal.of(command)
                    .prose("serving " + Text.count(models.size(), "model") + " at " + server.url() + " (Ctrl-C ends)"));
            out.flush();
            interruption.await();
            return 0;
        }
    }

    private List<Path> comeAlong(PrintWriter err) {
        List<Path> models = Installation.models();
        if (models.isEmpty()) {
            throw new UserError(
                    "nothing to serve",
                    "give a checkpoint that train wrote, such as best.zip, or watch a run with: gatewise train --serve");
        }
        err.println(Terminal.of(command)
                .talk()
                .prose(
                        "no MODEL given: opening those that come with Gatewise, in",
                        models.get(0).getParent()));
        err.flush();
        return models;
    }

    private ServedModel model(String id, Path path, String name) {
        Checkpoint checkpoint = ModelParameter.load(path);
        Provenance provenance = checkpoint.provenance();
        try {
            Explainer explainer = new Explainer(checkpoint.network(), checkpoint.spec());
            List<EpochRecord> history =
                    provenance.isTrained() ? provenance.progress().history() : List.of();
            Run run = new Run(name, provenance, history);
            return new ServedModel(id, run, explainer, test(path, provenance));
        } catch (UserError e) {
            throw e.restated(Phrase.of(path, ": ", e.problem()));
        }
    }

    private SequenceSet test(Path path, Provenance provenance) {
        Provenance.Data origin = provenance.data();
        Optional<Dataset> data = opened.computeIfAbsent(
                new Source(origin.source(), origin.reading(), origin.holdout(), origin.sha256()),
                source -> open(origin));
        if (data.isEmpty()) {
            return null;
        }
        try {
            checkFits(data.get(), provenance);
            return data.get().test();
        } catch (UserError e) {
            warn(provenance.form().noun(), path + ": " + e.message(Flags::of));
            return null;
        }
    }

    private static void checkFits(Dataset data, Provenance provenance) {
        if (provenance.data().isImages()) {
            ModelImages.checkFits(data, provenance.network());
            return;
        }
        Form now = data.form();
        Form then = provenance.form();
        if (now.task() != then.task()
                || !now.features().equals(then.features())
                || !now.outputs().equals(then.outputs())) {
            throw new UserError(
                    data.name() + " has other features or classes than the model was trained on",
                    "put the data back that it was trained on");
        }
    }

    private Optional<Dataset> open(Provenance.Data data) {
        try {
            return Optional.of(data.open());
        } catch (UserError e) {
            warn(data.isImages() ? "images" : "sequences", e.message(Flags::of));
            return Optional.empty();
        }
    }

    private void warn(String noun, String reason) {
        command.commandLine()
                .getErr()
                .println(Terminal.of(command).talk().prose("warning: no test " + noun + " to show (" + reason + ")"));
    }
}
