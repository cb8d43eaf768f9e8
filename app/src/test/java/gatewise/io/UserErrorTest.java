package gatewise.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class UserErrorTest {
    @Test
    void problemAndFixAreTwoValuesAndOneLine() {
        UserError error = new UserError("a; b", "c; d");
        assertThat(error.problem()).hasToString("a; b");
        assertThat(error.fix()).hasToString("c; d");
        assertThat(error).hasMessage("a; b; c; d");
        assertThat(error.exitCode()).isEqualTo(2);
        assertThat(UserError.failedJob("a", "b", null).exitCode()).isEqualTo(1);
    }

    @Test
    void settingsKeepTheirPlaceInAnErrorAboutAnError() {
        UserError error = new UserError(
                Phrase.of(Setting.BATCH_SIZE, " 0 is too small"), Phrase.of("give 1, or other ", Setting.DATA));
        UserError outer = new UserError(Phrase.of("plan.json: ", error.problem()), error.fix(), error);
        assertThat(outer).hasMessage("plan.json: batchSize 0 is too small; give 1, or other data");
        assertThat(outer.message(setting -> "<" + setting.name() + ">"))
                .isEqualTo("plan.json: <BATCH_SIZE> 0 is too small; give 1, or other <DATA>");
    }

    @Test
    void whatOthersNamedDoesNotBreakTheLine() {
        UserError error = new UserError("node 'a\nb\u001b[1m' is odd", "rename it\r");
        assertThat(error).hasMessage("node 'a\\u000ab\\u001b[1m' is odd; rename it\\u000d");
        assertThat(error.problem().length()).isEqualTo("node 'a\\u000ab\\u001b[1m' is odd".length());
    }

    @Test
    void noMessageIsLong() {
        UserError error = new UserError("shape " + Text.list(Collections.nCopies(100_000, 7)), "expected [7]");
        assertThat(error).hasMessage("shape [7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, ... 99988 more]; expected [7]");
        assertThat(new UserError("a" + "b".repeat(100_000) + "c", "mend it").getMessage())
                .hasSizeLessThan(1100)
                .startsWith("abb")
                .endsWith("bbc; mend it")
                .contains("b ... b");
    }

    @Test
    void noHalfOfACharacterIsLeft() {
        for (int lead = 0; lead < 3; lead++) {
            String shortened = Text.name("x".repeat(lead) + "\ud83d\ude00".repeat(200));
            assertThat(shortened).hasSizeLessThanOrEqualTo(125);
            assertThat(shortened.replace("\ud83d\ude00", "")).isEqualTo("x".repeat(lead) + " ... ");
        }
    }
}
