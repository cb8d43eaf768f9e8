package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.machine.ActiveBackend;
import gatewise.testing.BoundedJvm;
import gatewise.testing.JsonValues;
import gatewise.testing.Mutations;
import gatewise.testing.RequiresBackend;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand damaged bodies of each kind that say a sequence, the same in every run: answered in numbers, or refused in a line, in a JVM of their own. */
@RequiresBackend
class MutatedBodiesTest {
    private static final int BODIES = 10_000;
    private static final long MOST_NANOS = 5_000_000_000L;
    private static final String SURGERY = ",\"surgery\":{\"clamps\":[{\"gate\":\"forget\",\"value\":1e0}]}";

    @TempDir
    Path folder;

    private static SequenceFixture fixture;

    public static void main(String[] arguments) throws Exception {
        ActiveBackend.start();
        try (SequenceFixture started = new SequenceFixture(Path.of(arguments[0]))) {
            fixture = started;
            inJson();
            inCsv();
        }
    }

    @Test
    void areAnsweredOrRefused() throws Exception {
        BoundedJvm.run(Duration.ofMinutes(3), "512m", MutatedBodiesTest.class, folder.toString());
    }

    /** What is sent to a path. */
    private record Body(String path, String text) {
        byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static void inJson() {
        check(
                "application/json",
                List.of(
                        new Body("rain/trace", "{\"steps\":[[5,50],[6,60.5]]}"),
                        new Body(
                                "rain/trace",
                                "{\"features\":{\"dimension 2\":[50,-6e1],\"dimension 1\":[5,6]},\"surgery\":{\"order\":\"reversed\"}}"),
                        new Body(
                                "rain/accuracy",
                                "{\"sequences\":3,\"surgery\":{\"clamps\":[{\"gate\":\"forget\",\"value\":1}]}}"),
                        new Body("sum/trace", "{\"steps\":[[0.5,0],[1e-3,1],[0,0]]}"),
                        new Body("sum/accuracy", "{\"sequences\":20}"),
                        new Body("copy/trace", "{\"steps\":[[1,0,0,0,0,0,0,0,0,0],[0,0,0,0,0,0,0,0,0,1]]}"),
                        new Body("next/trace", "{\"steps\":[[20],[3e1]]" + SURGERY + "}"),
                        new Body("next/accuracy", "{\"sequences\":2,\"surgery\":{}}")));
    }

    private static void inCsv() {
        check(
                "text/csv",
                List.of(
                        new Body("rain/sequences", "5,50\n6e0,60.0\n"),
                        new Body("rain/sequences", "dimension 2\tdimension 1\r\n50\t5\r\n60\t6"),
                        new Body("rain/sequences", "\ufeff\"dimension 1\";\"dimension 2\"\n1;2\n-.5;+1.\n"),
                        new Body("sum/sequences", "0.5,0\n0.25,1\n"),
                        new Body("next/sequences", "20\n30\n1e38\n")));
    }

    private static void check(String type, List<Body> originals) {
        List<Mutations> copies = originals.stream()
                .map(original -> new Mutations(1, List.of(original.bytes())))
                .toList();
        List<String> right = originals.stream()
                .map(original -> ok(post(type, original, original.bytes())))
                .toList();
        Random random = new Random(1);
        int answered = 0;
        for (int i = 0; i < BODIES; i++) {
            int of = i % originals.size();
            byte[] copy = type.endsWith("json") && random.nextInt(3) > 0
                    ? JsonValues.changed(originals.get(of).bytes(), random)
                    : copies.get(of).next();
            long began = System.nanoTime();
            HttpResponse<String> answer = post(type, originals.get(of), copy);
            assertThat(System.nanoTime() - began).as("body %s", i).isLessThan(MOST_NANOS);
            answered += answer.statusCode() == 200 ? 1 : 0;
            assertThat(answer.statusCode()).as("body %s: %s", i, answer.body()).isIn(200, 400, 411, 413);
            assertThat(answer.body()).as("body %s", i).doesNotContain("Exception", "\tat ");
            if (answer.statusCode() == 200) {
                assertThat(answer.body()).doesNotContain("NaN", "Infinity");
            } else {
                assertThat(answer.body()).matches("\\{\"error\":\"[^\n]{1,800}\"}\\s?");
            }
        }
        assertThat(answered).isBetween(BODIES / 50, BODIES * 4 / 5);
        assertThat(originals.stream().map(original -> ok(post(type, original, original.bytes()))))
                .isEqualTo(right);
    }

    private static HttpResponse<String> post(String type, Body original, byte[] body) {
        return fixture.post("/api/models/" + original.path(), type, body);
    }

    private static String ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
