package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.checkpoint.Engine;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.explain.Explainer;
import gatewise.network.NetworkSpec;
import gatewise.testing.Toy;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in a real browser, as a person uses it. */
class BrowserTest extends BrowserCase {
    private static final String WIDTH =
            "return Math.round(document.querySelector(arguments[0]).getBoundingClientRect().width)";

    @Test
    void aDrawnStrokeIsRead() {
        assertThat(at("image-label").getText()).contains("7");
        String before = picture("heat-1-1-forward-forget");
        drawOne();
        await(() -> !at("image-label").getText().contains("7"));
        await(() -> !picture("heat-1-1-forward-forget").equals(before));
        assertThat(at("guess").getText()).containsPattern("[0-9]");
        assertThat(at("row-now").getText()).contains("27");
        at("clear").click();
    }

    @Test
    void anUploadedPictureIsRead(@TempDir Path folder) throws IOException {
        BufferedImage one = new BufferedImage(120, 120, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = one.createGraphics();
        pen.setStroke(new BasicStroke(14));
        pen.drawLine(70, 20, 50, 100);
        pen.dispose();
        Path file = folder.resolve("one.png");
        ImageIO.write(one, "png", file.toFile());
        at("scrub").sendKeys(Keys.END);
        String before = picture("heat-1-1-forward-forget");
        at("upload").sendKeys(file.toString());
        await(() -> at("image-label").getText().contains("one.png"));
        at("scrub").sendKeys(Keys.END);
        await(() -> !picture("heat-1-1-forward-forget").equals(before));
    }

    @Test
    void anotherTestImageIsReadFromTheTop() {
        at("test-index").clear();
        at("test-index").sendKeys("3", Keys.ENTER);
        await(() -> at("image-label").getText().contains("0"));
        assertThat(isThere("error") && at("error").isDisplayed()).isFalse();
    }

    /** By way of the end: a slider that stands at the top already does not change by the key for it, and stops nothing. */
    private static void stopAtTheTop() {
        at("scrub").sendKeys(Keys.END, Keys.HOME);
        await(() -> at("row-now").getText().startsWith("row 0"));
    }

    @Test
    void readingIsSteppedAndScrubbedByKeyboard() {
        stopAtTheTop();
        String first = picture("heat-1-1-forward-input");
        at("step-forward").click();
        await(() -> at("row-now").getText().startsWith("row 1 "));
        at("step-back").sendKeys(Keys.ENTER);
        await(() -> at("row-now").getText().startsWith("row 0"));
        at("scrub").sendKeys(Keys.END);
        await(() -> at("row-now").getText().startsWith("row 27"));
        assertThat(picture("heat-1-1-forward-input"))
                .as("rows that were not read are dim")
                .isNotEqualTo(first);
    }

    @Test
    void rowsAdvanceFromPlayToPause() {
        browser.findElement(By.cssSelector("#speed option[value='400']")).click();
        stopAtTheTop();
        at("play").click();
        await(() -> !at("row-now").getText().startsWith("row 0"));
        at("play").click();
        assertThat(at("play").getText()).isEqualTo("Play");
        assertThat(at("row-now").getText()).doesNotStartWith("row 0").doesNotStartWith("row 27");
    }

    @Test
    void aClampedGateShowsBeforeAndAfter() {
        at("scrub").sendKeys(Keys.END);
        String open = picture("heat-1-1-forward-forget");
        at("clamp-forget").click();
        await(() -> isThere("guess-before"));
        await(() -> !picture("heat-1-1-forward-forget").equals(open));
        String before = picture("heat-1-1-forward-forget-before");
        String closed = picture("heat-1-1-forward-forget");
        at("clamp-forget-value").sendKeys(Keys.END);
        await(() -> !picture("heat-1-1-forward-forget").equals(closed));
        assertThat(picture("heat-1-1-forward-forget-before")).isEqualTo(before);
        at("accuracy-run").click();
        await(() -> at("accuracy-result").getText().contains("%"));
    }

    @Test
    void twoModelsReadTheSameImageSideBySide() {
        assertThat(at("models").getText()).contains("LSTM-28", "bidirectional GRU-12-8");
        assertThat(isThere("probabilities-1")).isTrue();
        assertThat(isThere("probabilities-2")).isTrue();
        at("model-2").click();
        await(() -> !isThere("probabilities-2"));
        assertThat(isThere("probabilities-1")).isTrue();
    }

    @Test
    void languageAndThemeChangeAndAreRemembered() {
        at("language").click();
        await(() -> "zh-CN".equals(browser.findElement(By.tagName("html")).getDomAttribute("lang")));
        assertThat(at("nav-read").getText()).matches("\\p{IsHan}+");
        browser.navigate().refresh();
        await(() -> at("nav-runs").getText().matches("\\p{IsHan}+"));
        String light = at("models").getCssValue("color");
        at("theme").click();
        await(() -> !at("models").getCssValue("color").equals(light));
    }

    @Test
    void theCellAndTheRunsHavePagesOfTheirOwn() {
        at("nav-cell").click();
        await(() -> isThere("value-forget") && at("value-forget").getText().matches(".*\\d\\.\\d+.*"));
        at("nav-runs").click();
        await(() -> isThere("run-1") && at("run-1").getText().contains("LSTM-28"));
    }

    @Test
    void everyPageFitsAPhone() {
        resize(360, 740);
        for (String page : List.of("read", "cell", "runs")) {
            at("nav-" + page).click();
            await(() -> browser.findElement(By.id("page-" + page)).isDisplayed());
            assertThat((Long) browser.executeScript("return document.documentElement.scrollWidth"))
                    .as(page)
                    .isLessThanOrEqualTo(360);
        }
    }

    private static ServedModel namedByAStranger() {
        String name = "<img src=x onerror=alert(1)></script>\u001b[31m\u202e" + "n".repeat(200);
        List<String> labels = List.of(
                name,
                "\u202eturned",
                "\u001b]0;t\u0007",
                "a\nb\r",
                "\u2028",
                "\0",
                "\u2067i\u2069",
                "",
                " ",
                "x".repeat(1000));
        Dataset data = Dataset.mnist();
        NetworkSpec spec = NetworkSpec.tutorial();
        Provenance.Data named = new Provenance.Data("mnist", name, null, Provenance.Data.Training.NONE, labels);
        Provenance provenance = Toy.provenance(spec, TrainingPlan.TUTORIAL, data);
        Run run = new Run(
                name,
                new Provenance(provenance.software(), "now", spec, named, provenance.origin()),
                List.of(Fixture.EPOCH));
        return new ServedModel("1", run, new Explainer(Engine.FAST.create(spec, 1, 1), spec), data.testImages());
    }

    @Test
    void namesThatAStrangerGaveAreTextAndBreakNoPage() {
        try (Server other = Server.at("127.0.0.1", 0)) {
            other.show(new Models(List.of(namedByAStranger()), null));
            for (int width : new int[] {360, 1280}) {
                resize(width, 800);
                for (String page : List.of("read", "cell", "runs")) {
                    open(other, "#/" + page + "?hold=forget:0");
                    await(() -> browser.findElement(By.id("page-" + page)).isDisplayed());
                    if (page.equals("read")) {
                        await(() -> isThere("guess-before"));
                        at("accuracy-run").click();
                        await(() -> at("accuracy-result").getText().contains("%"));
                        assertThat((Long) browser.executeScript(WIDTH, "#probabilities-1"))
                                .isBetween(40L, (long) width);
                        assertThat((Long) browser.executeScript(WIDTH, ".bars .track"))
                                .isGreaterThan(30);
                    }
                    assertThat((Long) browser.executeScript("return document.documentElement.scrollWidth"))
                            .as(page)
                            .isLessThanOrEqualTo(width);
                    String text = (String) browser.executeScript("return document.body.textContent");
                    assertThat(text).doesNotContainPattern("[\\p{Cntrl}\u2028\u202e\u2067&&[^\n]]");
                    assertThat(browser.findElements(By.cssSelector("img"))).isEmpty();
                }
                assertThat(at("run-title").getText())
                        .contains("<img src=x onerror=alert(1)></script>\\u001b[31m\\u202e");
            }
        }
    }

    @Test
    void onAPhoneTheAnswerStandsUnderThePad() {
        resize(360, 740);
        int pad = at("pad").getRect().getY() + at("pad").getRect().getHeight();
        var answer = at("guess").getRect();
        assertThat(answer.getY()).isBetween(pad, 740 - answer.getHeight());
        assertThat(at("test-index").getRect().getY()).isGreaterThan(answer.getY());
        assertThat(at("models").getRect().getY()).isGreaterThan(answer.getY());
    }

    @Test
    void at1280PixelsTheMapsAreLevelWithTheDigit() {
        resize(1280, 900);
        await(() -> isThere("probabilities-1"));
        List<WebElement> maps = browser.findElements(By.cssSelector(".panel:first-child .band:first-of-type .map"));
        assertThat(maps).hasSize(8);
        assertThat(maps.stream().map(map -> map.getRect().getY()))
                .containsOnly(maps.get(0).getRect().getY());
    }

    @Test
    void stepsOfFiveDigitsFitTheirFields() {
        for (int width : new int[] {1280, 360}) {
            resize(width, 900);
            for (String field : List.of("clamp-from", "clamp-to", "seed")) {
                // What a number takes, and the buttons beside it, within the field's padding.
                Object spare = browser.executeScript("""
                        const field = document.getElementById(arguments[0]);
                        const style = getComputedStyle(field);
                        const pen = document.createElement('canvas').getContext('2d');
                        pen.font = style.font;
                        const inside = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
                        return inside - pen.measureText('99999').width - 16;
                        """, field);
                assertThat(((Number) spare).doubleValue())
                        .as(field + " at " + width)
                        .isPositive();
            }
            Object beyond = browser.executeScript(
                    "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assertThat(((Number) beyond).intValue()).as("overflow at " + width).isZero();
        }
    }

    @Test
    void enterOnAMapLeadsToTheCell() {
        at("heat-1-1-forward-forget").sendKeys(Keys.ENTER);
        await(() -> isThere("value-forget"));
        await(() -> "title-cell".equals(browser.switchTo().activeElement().getDomAttribute("id")));
    }
}
