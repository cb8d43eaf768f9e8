package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.io.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaletteTest {
    @Test
    void eachColourHasAVariableInBothThemes() {
        String[] themes = Palette.styleSheet().split("@media screen and \\(prefers-color-scheme: dark\\)");
        assertThat(themes).hasSize(2);
        assertThat(themes[0]).contains("--blue: #0726a2;", "--text: #1b1d21;");
        assertThat(themes[1]).contains("--blue: #3a68ff;", "--text: #ecebe6;");
        assertThat(themes)
                .allSatisfy(theme -> assertThat(variables("(--[a-z]+):", theme))
                        .containsExactly(Stream.of(Palette.values())
                                .map(ink -> ink.css().replace("var(", "").replace(")", ""))
                                .toArray(String[]::new)));
    }

    @Test
    void thePageHasTheSameColours() throws IOException {
        String[] themes = resource("style.css").split(":root\\[data-theme=\"dark\"\\]", 2);
        assertThat(themes).hasSize(2);
        List<Palette> shared = new ArrayList<>(Palette.HUES);
        shared.addAll(List.of(Palette.PAPER, Palette.TEXT, Palette.QUIET, Palette.GRID, Palette.TINT));
        for (Palette ink : shared) {
            assertThat(themes[0]).contains(Text.format("%s: #%06x;", ink.variable(), ink.rgb()));
            assertThat(themes[1]).contains(Text.format("%s: #%06x;", ink.variable(), ink.darkRgb()));
        }
        String light = resource("colours.js").split("dark:")[0];
        assertThat(light).contains("share: [" + stops(Palette.SHARES) + "]", "signed: [" + stops(Palette.SIGNED) + "]");
    }

    private static String stops(int[] colours) {
        return Arrays.stream(colours)
                .mapToObj(rgb -> Text.format("'#%06x'", rgb))
                .collect(Collectors.joining(", "));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = PaletteTest.class.getResourceAsStream("/gatewise/serve/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
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
