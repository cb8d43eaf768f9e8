package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.checkpoint.Engine;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.GateUse;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.explain.Explainer;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.testing.RequiresBackend;
import gatewise.testing.RequiresBrowser;
import gatewise.testing.Toy;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page in a real browser, as a person uses it. */
@RequiresBackend
@RequiresBrowser
class BrowserTest {
    private static final NetworkSpec LSTM = NetworkSpec.tutorial();
    private static final NetworkSpec STACKED = LSTM.toBuilder()
            .cell(Cell.GRU)
            .hiddenSizes(List.of(12, 8))
            .bidirectional(true)
            .build();
    private static final EpochRecord EPOCH = new EpochRecord(
            1,
            0.5,
            new EpochRecord.Accuracy(0.75, 0.875),
            new EpochRecord.Pace(1.5, 1000),
            List.of(new GateUse(new GateUse.Place(1, "forward", "input"), 0.5, 0.25, 0.1)));

    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private static Server server;
    private static ChromeDriver browser;

    @BeforeAll
    static void start() {
        // Selenium warns that it does not know this browser's newest commands, of which none is used.
        SELENIUM.setLevel(Level.SEVERE);
        Dataset data = Dataset.mnist();
        server = Server.at("127.0.0.1", 0);
        server.show(new Models(List.of(model("1", LSTM, data), model("2", STACKED, data)), null));
        ChromeOptions options = new ChromeOptions();
        options.setBinary(RequiresBrowser.CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-quic",
                "--no-first-run",
                "--window-size=1400,1000");
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(RequiresBrowser.DRIVER.toFile())
                        .build(),
                options);
    }

    private static ServedModel model(String id, NetworkSpec spec, Dataset data) {
        Explainer explainer = new Explainer(Engine.FAST.create(spec, 1, 1), spec);
        Run run = new Run(spec.title(), Toy.provenance(spec, TrainingPlan.TUTORIAL, data), List.of(EPOCH));
        return new ServedModel(id, run, explainer, data.test());
    }

    @BeforeEach
    void open() {
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        browser.get(server.url() + "#/read");
        browser.executeScript("localStorage.clear()");
        browser.navigate().refresh();
        await(() -> !at("guess").getText().isBlank());
    }

    @AfterEach
    void theConsoleIsClean() {
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .filteredOn(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .extracting(LogEntry::getMessage)
                .isEmpty();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
        }
        if (server != null) {
            server.close();
        }
    }

    private static WebElement at(String testId) {
        return browser.findElement(By.cssSelector("[data-testid='" + testId + "']"));
    }

    private static boolean isThere(String testId) {
        return !browser.findElements(By.cssSelector("[data-testid='" + testId + "']"))
                .isEmpty();
    }

    private interface Question {
        boolean ask();
    }

    private static void await(Question question) {
        new WebDriverWait(browser, Duration.ofSeconds(20))
                .ignoring(WebDriverException.class)
                .until(driver -> question.ask());
    }

    /** All pixels of a canvas in one text. */
    private static String picture(String testId) {
        return (String) browser.executeScript("return arguments[0].toDataURL()", at(testId));
    }

    @Test
    void aDrawnStrokeIsRead() {
        assertThat(at("image-label").getText()).contains("7");
        String before = picture("heat-1-1-forward-forget");
        new Actions(browser)
                .moveToElement(at("pad"), 0, -80)
                .clickAndHold()
                .moveByOffset(5, 60)
                .moveByOffset(-5, 90)
                .release()
                .perform();
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
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 360, "height", 740, "deviceScaleFactor", 2, "mobile", true));
        for (String page : List.of("read", "cell", "runs")) {
            at("nav-" + page).click();
            await(() -> browser.findElement(By.id("page-" + page)).isDisplayed());
            assertThat((Long) browser.executeScript("return document.documentElement.scrollWidth"))
                    .as(page)
                    .isLessThanOrEqualTo(360);
        }
    }
}
