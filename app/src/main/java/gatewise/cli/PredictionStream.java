package gatewise.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import gatewise.data.Form;
import gatewise.io.Json;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.network.Predictor;
import gatewise.report.SequenceAnswers;
import gatewise.scoring.Scores;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Answers after each step of sequences that come line by line: values of the features separated by commas, semicolons or tabs, an
 * empty line between two sequences. A line that is no step is reported and left out, and the sequence goes on.
 */
final class PredictionStream {
    private static final int LONGEST_LINE = 1 << 20;

    private final Predictor predictor;
    private final StepLines steps;
    private final SequenceAnswers answers;
    private final boolean json;

    PredictionStream(Predictor predictor, StepLines steps, SequenceAnswers answers, boolean json) {
        this.predictor = predictor;
        this.steps = steps;
        this.answers = answers;
        this.json = json;
    }

    /**
     * Reads to the end.
     *
     * @param report is told of each line that is no step
     * @return whether all lines were read
     */
    boolean run(Reader in, PrintWriter out, Consumer<UserError> report) throws IOException {
        boolean all = true;
        Predictor.Stream stream = predictor.stream();
        long number = 0;
        int step = 0;
        String line;
        while ((line = line(in)) != null) {
            number++;
            if (line.isBlank()) {
                stream = predictor.stream();
                steps.begin();
                if (step > 0 && !json) {
                    out.println();
                    out.flush();
                }
                step = 0;
                continue;
            }
            try {
                if (line.length() > LONGEST_LINE) {
                    throw new UserError(
                            "standard input, line " + number + ": is longer than " + LONGEST_LINE + " characters",
                            "give one step a line");
                }
                float[] values = steps.values(line, number);
                if (values != null) {
                    say(Scores.requireFinite(stream.step(values)), ++step, out);
                }
            } catch (UserError e) {
                if (e.exitCode() != 2 || !steps.goesOn()) {
                    throw e;
                }
                all = false;
                report.accept(e);
            }
            if (VisibleWriter.controlled(out).checkError()) {
                return all; // nobody reads on
            }
        }
        return all;
    }

    private void say(float[] answer, int step, PrintWriter out) {
        if (json) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("step", step);
            row.putAll(answers.json(answer));
            try {
                out.println(Json.FILES.writeValueAsString(row));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        } else {
            List<String> words = answers.words(answer);
            out.println(step + ":  " + String.join("", SequenceAnswers.spaced(words)));
        }
        out.flush();
    }

    /** The next line without its end; of one that is too long, a beginning that is. Null at the end. */
    private static String line(Reader in) throws IOException {
        int c = in.read();
        if (c < 0) {
            return null;
        }
        StringBuilder line = new StringBuilder();
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (line.length() <= LONGEST_LINE) {
                line.append((char) c);
            }
        }
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }

    /** Refuses networks that cannot answer before the end. */
    static void check(boolean bidirectional, String title, Form form) {
        if (form.isImages()) {
            throw new UserError("--stream: the model reads images, no steps of sequences", "leave it out");
        }
        if (bidirectional) {
            throw new UserError(
                    Text.format("--stream: a %s reads from the last step to the first, too", title),
                    "give a network of one direction");
        }
    }
}
