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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page in a real browser, with two networks to read: what its tests have in common. */
@RequiresBackend
@RequiresBrowser
abstract class BrowserCase {
    private static final NetworkSpec LSTM = NetworkSpec.tutorial();
    private static final NetworkSpec STACKED = LSTM.toBuilder()
            .cell(Cell.GRU)
            .hiddenSizes(List.of(12, 8))
            .bidirectional(true)
            .build();
    private static final EpochRecord EPOCH = new EpochRecord(
            1,
            new EpochRecord.Losses(0.5, 0.625),
            new EpochRecord.Accuracy(0.75, 0.875),
            new EpochRecord.Pace(1.5, 1000),
            List.of(new GateUse(new GateUse.Place(1, "forward", "input"), 0.5, 0.25, 0.1)));

    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static Server server;
    static ChromeDriver browser;

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
        return new ServedModel(id, run, explainer, data.testImages());
    }

    @BeforeEach
    void open() {
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        open("#/read");
        browser.executeScript("localStorage.clear()");
        open("#/read");
    }

    /** Loads the page, as from a link, and waits for the answer. */
    static void open(String address) {
        open(server, address);
    }

    /** The same from another server. */
    static void open(Server from, String address) {
        browser.get("about:blank");
        browser.get(from.url() + address);
        await(() -> !browser.findElement(By.id("guess"))
                .getDomProperty("textContent")
                .isBlank());
    }

    /** As of a telephone, if it is narrow. */
    static void resize(int width, int height) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
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

    static WebElement at(String testId) {
        return browser.findElement(By.cssSelector("[data-testid='" + testId + "']"));
    }

    static boolean isThere(String testId) {
        return !browser.findElements(By.cssSelector("[data-testid='" + testId + "']"))
                .isEmpty();
    }

    /** With the mouse, on the pad. */
    static void drawOne() {
        new Actions(browser)
                .moveToElement(at("pad"), 0, -80)
                .clickAndHold()
                .moveByOffset(5, 60)
                .moveByOffset(-5, 90)
                .release()
                .perform();
    }

    interface Question {
        boolean ask();
    }

    static void await(Question question) {
        new WebDriverWait(browser, Duration.ofSeconds(60))
                .ignoring(WebDriverException.class)
                .until(driver -> question.ask());
    }

    /** All pixels of a canvas in one text. */
    static String picture(String testId) {
        return (String) browser.executeScript("return arguments[0].toDataURL()", at(testId));
    }
}
