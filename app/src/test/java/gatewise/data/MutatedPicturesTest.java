package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.io.MemoryShortage;
import gatewise.io.UserError;
import gatewise.testing.Mutations;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
                DigitImage.read(new ByteArrayInputStream(large), "picture", SIZE, SIZE);
            } catch (UserError e) {
                System.out.println(e.exitCode() + ": " + e.getMessage() + ": " + MemoryShortage.of(e));
            }
            return;
        }
        List<byte[]> pictures = new ArrayList<>(Pictures.all().values());
        Mutations mutations = new Mutations(1, pictures);
        int answered = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            answered += answer(mutations.next()) == null ? 1 : 0;
        }
        System.out.println(answered);
    }

    /** Null if it shows something, or why it does not. */
    private static String answer(byte[] file) {
        try {
            return DigitImage.read(new ByteArrayInputStream(file), "picture", SIZE, SIZE).length == SIZE * SIZE
                    ? null
                    : "other size";
        } catch (UserError e) {
            if (!e.getMessage().startsWith("picture") || e.getMessage().matches("(?s).*(\n|Exception|java\\.).*")) {
                throw new AssertionError(e.getMessage(), e);
            }
            return e.getMessage();
        }
    }

    private static String run(String memory, String what) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + memory,
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MutatedPicturesTest.class.getName(),
                        what)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
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
                .isEqualTo("1: picture: takes more memory than there is (64 MB); make it smaller, or allow more with"
                        + " GATEWISE_OPTS='-Xmx8g': Java heap space");
    }
}
