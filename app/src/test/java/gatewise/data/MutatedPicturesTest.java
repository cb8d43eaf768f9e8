package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.io.MemoryShortage;
import gatewise.io.UserError;
import gatewise.testing.BoundedJvm;
import gatewise.testing.ReaderTrial;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Damaged pictures are answered or refused in one line, in little memory; in a JVM of their own, which has no more. */
class MutatedPicturesTest {
    private static final int MUTATIONS = 10_000;
    private static final int SIZE = 28;

    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("large")) {
            byte[] large =
                    Pictures.write(new BufferedImage(7_000, 7_000, BufferedImage.TYPE_BYTE_BINARY), "png", null, false);
            try {
                read(large);
            } catch (UserError e) {
                System.out.println(e.exitCode() + ": " + e.getMessage() + ": " + MemoryShortage.of(e));
            }
            return;
        }
        ReaderTrial trial = new ReaderTrial(MUTATIONS);
        trial.run("pictures", List.copyOf(Pictures.all().values()), MutatedPicturesTest::read);
        System.out.println(trial.end().get("pictures"));
    }

    private static void read(byte[] file) {
        try {
            assertThat(DigitImage.read(new ByteArrayInputStream(file), "picture", SIZE, SIZE))
                    .hasSize(SIZE * SIZE);
        } catch (UserError e) {
            assertThat(e.getMessage()).startsWith("picture").doesNotContain("Exception", "java.");
            throw e;
        }
    }

    private static String run(String memory, String what) throws Exception {
        return BoundedJvm.run(Duration.ofMinutes(3), memory, MutatedPicturesTest.class, what);
    }

    @Test
    void areAnsweredOrRefused() throws Exception {
        int answered = Integer.parseInt(run("256m", "mutations").strip());
        assertThat(answered).isBetween(MUTATIONS / 20, MUTATIONS * 19 / 20);
    }

    @Test
    void aLargeOneIsOneLineInLittleMemory() throws Exception {
        assertThat(run("64m", "large").lines())
                .singleElement()
                .asString()
                .matches(
                        "1: picture: takes more memory than there is \\(6[0-9] MB\\); make it smaller, or allow more with"
                                + " GATEWISE_OPTS='-Xmx8g': Java heap space");
    }
}
