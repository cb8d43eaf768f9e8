package gatewise.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    @Test
    void wordsThatNobodyTypesAreNotCompared() {
        String endless = "a".repeat(1_000_000);
        assertThat(Suggestion.of(endless, List.of(endless + "b"))).isEmpty();
        assertThat(Suggestion.of("label", List.of(endless, "labels"))).contains("labels");
        List<String> many =
                IntStream.range(0, 100_000).mapToObj(i -> "class" + i).toList();
        assertThat(Suggestion.fix("x".repeat(60), many)).isEqualTo("give one of these");
    }

    private static final List<String> KNOWN = List.of(
            "--epochs", "--learning-rate", "--layers", "--limit", "--hidden", "train", "explain", "lstm", "gru");

    @ParameterizedTest
    @CsvSource({
        "--epoch, --epochs",
        "--epohcs, --epochs",
        "-epochs, --epochs",
        "--learning_rate, --learning-rate",
        "--learn, --learning-rate",
        "--lr, --learning-rate",
        "-lr, --learning-rate",
        "--rate, --learning-rate",
        "--num-epochs, --epochs",
        "--max_epochs, --epochs",
        "--Hidden, --hidden",
        "--lmt, --limit",
        "--hddn, --hidden",
        "trian, train",
        "trainn, train",
        "gur, gru",
        "LSTN, lstm"
    })
    void findsWhatWasMeant(String typed, String meant) {
        assertThat(Suggestion.of(typed, KNOWN)).hasValue(meant);
    }

    @ParameterizedTest
    @CsvSource({"--colour", "elman", "--", "x", "rnn", "--l", "--lx", "--no"})
    void staysSilentWhereNothingIsNear(String typed) {
        assertThat(Suggestion.of(typed, KNOWN)).isEmpty();
    }

    @Test
    void saysWhatMendsIt() {
        assertThat(Suggestion.fix("lstn", KNOWN)).isEqualTo("did you mean lstm?");
        assertThat(Suggestion.fix("elman", KNOWN)).isEqualTo("give one of these");
    }

    @Test
    void aLongerWordMeansWhatItBeginsWithAndASingleLetterNothing() {
        assertThat(Suggestion.of("--batch-size", List.of("--batch", "--seed"))).contains("--batch");
        assertThat(Suggestion.of("-o", List.of("-h", "-V", "--out"))).isEmpty();
    }

    @Test
    void severalThatGoOnWhereTheWordEndsAreNotGuessedAt() {
        List<String> sets = List.of("mnist", "fashion", "emnist-letters", "emnist-digits", "emnist-mnist");
        assertThat(Suggestion.of("emnist", sets)).isEmpty();
        assertThat(Suggestion.of("emnist-leters", sets)).hasValue("emnist-letters");
        assertThat(Suggestion.of("fashion-mnist", sets)).hasValue("fashion");
        assertThat(Suggestion.of("letters", sets)).hasValue("emnist-letters");
        assertThat(Suggestion.of("--reset", List.of("--reset-after", "--resume")))
                .hasValue("--reset-after");
    }
}
