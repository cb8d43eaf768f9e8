package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.RequiresBackend;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A server that is asked for what it refuses, and goes on. */
@RequiresBackend
abstract class RefusalContract {
    static final String TRACE = "/api/models/1/trace";
    static final String PIXELS = "\"pixels\":" + Fixture.pixels(new byte[30]);

    @TempDir
    static Path folder;

    static Fixture fixture;

    @BeforeAll
    static void start() throws Exception {
        fixture = new Fixture(folder);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @AfterEach
    void goesOn() {
        assertThat(fixture.post(TRACE, "{" + PIXELS + "}").statusCode()).isEqualTo(200);
    }
}
