package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

/** Contrast, names and structure of the page, by axe-core's rules; what is seen where the system forces its colours. */
class AccessibilityTest extends BrowserCase {
    private static final String SEEN =
            "?models=1,2&image=7&row=20&hold=forget:0,update:0.5&rows=10-14&unit=1,1,forward,5&over=2";

    private static final String RUN = """
            const done = arguments[arguments.length - 1];
            axe.run(document, {resultTypes: ['violations']}).then(({violations}) => done(violations.flatMap(
                ({id, nodes}) => nodes.map(node => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`))));
            """;

    /** What comes last on each page. */
    private static final Map<String, String> READY =
            Map.of("read", "heat-1-1-forward-forget-before", "cell", "value-forget", "runs", "run-1");

    /** What a property of the elements of a selector computes to. */
    private static final String COLOURS =
            "return [...document.querySelectorAll(arguments[0])].map(each => getComputedStyle(each)[arguments[1]])";

    @AfterEach
    void releaseColours() {
        emulate("none");
    }

    private static void emulate(String forcedColours) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "forced-colors", "value", forcedColours))));
    }

    private static String axe() throws IOException {
        try (InputStream in = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> ask(String script, Object... arguments) {
        return (List<String>) browser.executeScript(script, arguments);
    }

    @ParameterizedTest
    @CsvSource({"light, 1280", "dark, 1280", "light, 360", "dark, 360"})
    @SuppressWarnings("unchecked")
    void noRuleIsBroken(String theme, int width) throws IOException {
        resize(width, 900);
        browser.executeScript("localStorage.setItem('gatewise.theme', arguments[0])", theme);
        for (String page : READY.keySet()) {
            open("#/" + page + SEEN);
            String last = READY.get(page);
            await(() -> isThere(last));
            browser.executeScript(axe());
            assertThat((List<String>) browser.executeAsyncScript(RUN)).as(page).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"light, 1280, rain", "dark, 360, sum", "light, 360, copy", "dark, 1280, next"})
    @SuppressWarnings("unchecked")
    void noRuleIsBrokenWhereSequencesAreRead(String theme, int width, String model, @TempDir Path folder)
            throws Exception {
        resize(width, 900);
        try (SequenceFixture fixture = new SequenceFixture(folder)) {
            browser.get(fixture.server.url() + "#/read");
            browser.executeScript("localStorage.setItem('gatewise.theme', arguments[0])", theme);
            for (String page : READY.keySet()) {
                open(fixture.server, "#/" + page + "?models=" + model + "&image=1&row=1&hold=forget:0&run=" + model);
                String last = Map.of("read", "heat-" + model + "-1-forward-forget-before", "runs", "run-" + model)
                        .getOrDefault(page, "value-forget");
                await(() -> isThere(last));
                browser.executeScript(axe());
                assertThat((List<String>) browser.executeAsyncScript(RUN))
                        .as(page)
                        .isEmpty();
                assertThat((Long) browser.executeScript("return document.documentElement.scrollWidth"))
                        .as(page)
                        .isLessThanOrEqualTo(width);
            }
        }
    }

    @Test
    void whereColoursAreForcedWhatHasAMeaningIsSeen() {
        emulate("active");
        open("#/read" + SEEN);
        await(() -> isThere("heat-1-1-forward-forget-before"));
        String track = ask(COLOURS, ".track", "backgroundColor").get(0);
        assertThat(ask(COLOURS, ".fill", "backgroundColor")).isNotEmpty().doesNotContain(track);
        assertThat(new HashSet<>(ask(COLOURS, ".fill", "backgroundColor")))
                .as("the best class and the others")
                .hasSize(2);
        assertThat(ask(COLOURS, ".tick", "backgroundColor")).isNotEmpty().doesNotContain(track);
        assertThat(new HashSet<>(ask(COLOURS, ".scale:first-child span", "backgroundColor")))
                .hasSizeGreaterThan(20);
        at("nav-cell").click();
        await(() -> isThere("value-forget"));
        List<String> dashes = ask(COLOURS, ".chart path.line", "strokeDasharray");
        assertThat(dashes).hasSize(6).doesNotHaveDuplicates();
        String paper = browser.findElement(By.tagName("html")).getCssValue("background-color");
        assertThat(ask(COLOURS, ".chart path.line", "stroke")).doesNotContain(paper);
        at("nav-runs").click();
        await(() -> isThere("run-1"));
        assertThat(ask(COLOURS, ".run-list button", "borderTopWidth")).containsExactly("3px", "1px");
    }
}
