package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** A link to the page shows what was seen where it was copied. */
class BrowserAddressTest extends BrowserCase {
    private static final String SURGERY = "hold=forget:0&rows=10-14";

    private static String address() {
        return (String) browser.executeScript("return location.hash");
    }

    @Test
    void aLinkRestoresImageRowAndSurgery() {
        open("#/read?models=1&image=3&row=12&" + SURGERY);
        await(() -> at("row-now").getText().startsWith("row 12 "));
        await(() -> isThere("heat-1-1-forward-forget-before"));
        assertThat(at("image-label").getText()).contains("image 3, a 0");
        assertThat(isThere("probabilities-2")).isFalse();
        assertThat(at("clamp-forget").isSelected()).isTrue();
        assertThat(at("clamp-from").getDomProperty("value")).isEqualTo("10");
        String seen = picture("heat-1-1-forward-forget");
        browser.navigate().refresh();
        await(() -> isThere("heat-1-1-forward-forget-before"));
        await(() -> picture("heat-1-1-forward-forget").equals(seen));
        assertThat(address()).isEqualTo("#/read?models=1&image=3&row=12&" + SURGERY);
    }

    @Test
    void theAddressFollowsWhatIsDone() {
        open("#/read?models=1&image=3&row=5");
        at("clamp-input").click();
        at("step-forward").click();
        await(() -> address().equals("#/read?models=1&image=3&row=6&hold=input:0"));
        at("nav-cell").click();
        await(() -> address().equals("#/cell?models=1&image=3&row=6&hold=input:0"));
        browser.navigate().back();
        await(() -> address().equals("#/read?models=1&image=3&row=6&hold=input:0"));
    }

    @Test
    void aDrawingIsInTheLink() {
        at("scrub").sendKeys(Keys.END);
        String seven = picture("heat-1-1-forward-forget");
        drawOne();
        await(() -> address().contains("drawing="));
        open(address());
        await(() -> at("image-label").getText().contains("drawing"));
        await(() -> at("row-now").getText().startsWith("row 27"));
        await(() -> !picture("heat-1-1-forward-forget").equals(seven));
    }

    @Test
    void theCellShowsTheSurgeryThatIsOn() {
        open("#/cell?models=1&image=3&row=12&" + SURGERY + "&unit=1,1,forward,5");
        await(() -> isThere("value-forget") && at("value-forget").getText().equals("0.00"));
        await(() -> at("cell-place").getText().contains("forget = 0.00 \u00b7 rows 10-14"));
        assertThat(at("cell-unit").getDomProperty("value")).isEqualTo("5");
        assertThat(at("note-forget").getText()).startsWith("Held at this value").contains("Without surgery");
    }
}
