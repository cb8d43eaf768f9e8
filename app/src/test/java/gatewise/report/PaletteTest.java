package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaletteTest {
    @Test
    void eachColourHasAVariableInBothThemes() {
        String[] themes = Palette.styleSheet().split("@media screen and \\(prefers-color-scheme: dark\\)");
        assertThat(themes).hasSize(2);
        assertThat(themes[0]).contains("--blue: #1f5fae;", "--text: #1b1d21;");
        assertThat(themes[1]).contains("--blue: #7db4f5;", "--text: #ecebe6;");
        assertThat(themes)
                .allSatisfy(theme -> assertThat(variables("(--[a-z]+):", theme))
                        .containsExactly(Stream.of(Palette.values())
                                .map(ink -> ink.css().replace("var(", "").replace(")", ""))
                                .toArray(String[]::new)));
    }

    private static String[] variables(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toArray(String[]::new);
    }

    @Test
    void aFadedColourFollowsTheThemeToo() {
        Ink faded = Palette.GREEN.faded(0.13);
        assertThat(faded.css()).isEqualTo("var(--green)");
        assertThat(faded.opacity()).isEqualTo(0.13);
    }
}
