package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.data.Form;
import gatewise.data.NumberSequences;
import gatewise.data.NumberSequences.Runs;
import gatewise.data.NumberSequences.Steps;
import gatewise.data.NumberSequences.Targets;
import gatewise.data.Scaling;
import gatewise.data.Task;
import gatewise.scoring.Residuals;
import gatewise.scoring.Scores;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceCaptionsTest {
    private static final int WIDTH = 236;

    private static NumberSequences set(String... names) {
        int[] from = new int[names.length];
        int[] lengths = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            from[i] = 24 * i;
            lengths[i] = 24;
        }
        return new NumberSequences(
                new Steps(new float[24 * names.length], 1), new Runs(from, lengths, names), Targets.UNKNOWN, null);
    }

    private static SequenceCaptions numbers(float actual, float said, List<String> outputs, String... names) {
        float[][] truths = new float[names.length][outputs.size()];
        float[][] answers = new float[names.length][outputs.size()];
        for (int i = 0; i < names.length; i++) {
            truths[i][outputs.size() - 1] = actual;
            answers[i][outputs.size() - 1] = said;
        }
        Form form = new Form(Task.REGRESS, List.of("x"), outputs, Scaling.none(1), Scaling.none(outputs.size()));
        Residuals residuals = new Residuals(answers, truths, Residuals.Losses.UNKNOWN);
        return new SequenceCaptions(new SequenceEvaluation(residuals, set(names), form, null), null);
    }

    @Test
    void datesAndAllDigitsStand() {
        SequenceCaptions captions = numbers(
                0.0427123f,
                -0.00014774f,
                List.of("energy", "peak temp"),
                "series from 2024-03-17T15:00:00",
                "series from 2024-03-17T16:00:00");
        assertThat(captions.of(0))
                .containsExactly(
                        "series from 2024-03-17T15:00:00", "24 steps", "peak temp", "is 0.042712, said -0.00014774");
        assertThat(captions.of(1)).startsWith("series from 2024-03-17T16:00:00");
        assertThat(captions.of(0))
                .allSatisfy(text ->
                        assertThat(Caption.lines(text, Type.PLAIN, WIDTH)).hasSize(1));
    }

    @Test
    void namesAloneAreShortened() {
        String station = "a station with a name ".repeat(20);
        List<String> captions = numbers(
                        -1.2345e-20f,
                        -1.2346e20f,
                        List.of("energy", "the amount of energy ".repeat(9) + "+12"),
                        station + "from 2024-03-17T15:00:00")
                .of(0);
        assertThat(captions.get(0)).endsWith("from 2024-03-17T15:00:00").hasSize(100);
        assertThat(captions.get(2)).startsWith("the amount").endsWith("+12").hasSize(60);
        assertThat(captions.get(3)).isEqualTo("is -1.2345e-20, said -1.234600e+20");
        assertThat(Caption.lines(captions.get(3), Type.PLAIN, WIDTH)).hasSize(1);
    }

    @Test
    void aMistakeHasBothClassesAndItsProbability() {
        List<String> classes = List.of("standing still beside a door", "walking slowly up the stairs");
        Form form = new Form(Task.CLASSIFY, List.of("x"), classes, Scaling.none(1), null);
        Scores scores = new Scores(new float[][] {{0.25f, 0.75f}}, new int[] {0});
        List<String> captions = new SequenceCaptions(new SequenceEvaluation(scores, set("7"), form, null), null).of(0);
        assertThat(captions)
                .containsExactly("sequence 7", "24 steps", classes.get(0) + " \u2192 " + classes.get(1) + "  75.00%");
        assertThat(Caption.lines(captions.get(2), Type.PLAIN, WIDTH))
                .containsExactly(classes.get(0) + " \u2192", classes.get(1), "75.00%");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "",
                "some words that do not fit into a single line of this width at all, so that they need several",
                "aVeryLongWordWithoutAnyBlankInItThatIsMuchWiderThanALineOfThisWidthIs0123456789",
                "\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00"
                        + "\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00",
            })
    void aLineIsNoWiderAndNothingIsLost(String text) {
        List<String> lines = Caption.lines(text, Type.PLAIN, WIDTH);
        assertThat(lines).allSatisfy(line -> {
            assertThat(Png.width(Type.PLAIN, line)).isLessThanOrEqualTo(WIDTH);
            assertThat(line.codePoints()).noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        });
        assertThat(String.join("", lines).replace(" ", "")).isEqualTo(text.replace(" ", ""));
    }
}
