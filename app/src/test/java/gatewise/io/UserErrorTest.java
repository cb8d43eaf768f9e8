package gatewise.io;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(error).hasMessage("node 'a?b?[1m' is odd; rename it?");
        assertThat(error.problem().length()).isEqualTo("node 'a?b?[1m' is odd".length());
    }
}
