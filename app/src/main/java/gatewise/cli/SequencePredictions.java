package gatewise.cli;

import gatewise.checkpoint.Provenance;
import gatewise.data.SequenceSet;
import gatewise.io.Json;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.report.SequenceAnswers;
import gatewise.scoring.Inference;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Says what a model makes of sequences: those of files and of standard input, and test sequences. */
final class SequencePredictions {
    private static final Path STANDARD_INPUT = Path.of("-");

    private final PredictCommand.Asked asked;
    private final ModelSequences known;
    private final SequenceAnswers answers;

    SequencePredictions(PredictCommand.Asked asked, DataOption data, Provenance provenance) {
        this.asked = asked;
        known = new ModelSequences(provenance, data);
        answers = new SequenceAnswers(provenance.form(), asked.top());
    }

    /** Some sequences of a set. */
    private record Chosen(SequenceSet set, int... sequences) {
        static Chosen all(SequenceSet set) {
            return new Chosen(set, IntStream.range(0, set.count()).toArray());
        }
    }

    /**
     * What to read, and either the sequences or what is wrong with it.
     *
     * @param file null for test sequences
     */
    private record Input(String name, String file, Chosen chosen, UserError problem) {
        static Input of(String name, String file, Supplier<Chosen> read) {
            try {
                return new Input(name, file, read.get(), null);
            } catch (UserError e) {
                return new Input(name, file, null, e);
            }
        }
    }

    /**
     * Answers all that can be read and reports the rest.
     *
     * @param load opens the model, which is done when there is something to ask it
     * @return the exit code
     */
    int print(Supplier<Inference> load, PrintWriter out, Consumer<UserError> report, int width) {
        List<Input> inputs = inputs();
        List<Input> unreadable =
                inputs.stream().filter(input -> input.chosen() == null).toList();
        boolean none = unreadable.size() == inputs.size();
        if (inputs.size() == 1 && none && !asked.json()) {
            throw unreadable.get(0).problem();
        }
        unreadable.forEach(input -> report.accept(input.problem()));
        Inference inference = none ? null : load.get();
        List<Map<String, Object>> results = new ArrayList<>();
        for (Input input : inputs) {
            if (input.chosen() == null) {
                Map<String, Object> problem = new LinkedHashMap<>();
                problem.put(input.file() == null ? "sequence" : "file", input.name());
                problem.put("problem", input.problem().message(Flags::of));
                results.add(problem);
                continue;
            }
            SequenceSet set = input.chosen().set();
            for (int sequence : input.chosen().sequences()) {
                float[][] said = inference.answers(set.steps(sequence));
                if (asked.json()) {
                    results.add(answers.json(input.file(), said, set, sequence));
                } else {
                    String name = name(input, set.name(sequence), inputs.size());
                    out.println(answers.line(name, said, set, sequence, width));
                }
            }
        }
        if (asked.json()) {
            out.println(Json.pretty(results));
        }
        return none ? 2 : unreadable.isEmpty() ? 0 : 1;
    }

    private String name(Input input, String sequence, int inputs) {
        if (input.file() == null) {
            return "test " + known.form().one() + " " + Text.line(sequence, 120) + ":";
        }
        String called = SequenceAnswers.called(sequence);
        return inputs == 1 ? called : Text.visible(input.file()) + ", " + called;
    }

    private List<Input> inputs() {
        if (Collections.frequency(asked.files(), STANDARD_INPUT) > 1) {
            throw new UserError("- is given several times, and standard input can be read once", "give it once");
        }
        List<Input> inputs = new ArrayList<>();
        for (Path path : asked.files()) {
            boolean standardInput = path.equals(STANDARD_INPUT);
            String name = standardInput ? "standard input" : path.toString();
            inputs.add(
                    Input.of(name, name, () -> Chosen.all(standardInput ? known.read(System.in) : known.read(path))));
        }
        asked.indices()
                .forEach(index -> inputs.add(Input.of(
                        "test " + known.form().one() + " " + index,
                        null,
                        () -> new Chosen(known.known().set(), known.index(index)))));
        asked.names()
                .forEach(name -> inputs.add(
                        Input.of(name, null, () -> new Chosen(known.known().set(), known.named(name)))));
        return inputs;
    }
}
