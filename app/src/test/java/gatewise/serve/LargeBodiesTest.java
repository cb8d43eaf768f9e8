package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.RequiresBackend;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that take many times their bytes of memory when they are read. */
@RequiresBackend
class LargeBodiesTest {
    @TempDir
    static Path folder;

    private static SequenceFixture fixture;

    @BeforeAll
    static void start() throws Exception {
        fixture = new SequenceFixture(folder);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static HttpResponse<String> post(String path, String type, String body) {
        return fixture.post("/api/models/" + path, type, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void jsonOfManySmallValuesIsRefusedBeforeItIsATree() {
        HttpResponse<String> lists =
                post("sum/trace", "application/json", "{\"steps\":[" + "[],".repeat(120_000) + "[]]}");
        assertThat(lists.statusCode()).isEqualTo(400);
        assertThat(lists.body())
                .contains("is not JSON as expected: Token count")
                .doesNotContain("getMax");
        assertThat(post("sum/trace", "application/json", "{\"steps\":[" + "[1,0],".repeat(9_999) + "[0,1]]}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTableOfManyColumnsIsRefusedAtOnce() {
        StringBuilder header = new StringBuilder();
        IntStream.range(0, 300_000)
                .forEach(column ->
                        header.append(column > 0 ? "," : "").append('x').append(column));
        HttpResponse<String> answer = post("rain/sequences", "text/csv", header + "\n1");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("line 1: has no column ", "more]").hasSizeLessThan(500);
    }

    @Test
    void manyLargeTablesAtOnceAreReadInTurnAndASmallOneBetween() {
        String large = "@univariate false\n@classLabel true sun rain\n@data\n" + "1,2,4:10,20,40:sun\n".repeat(100_000);
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> post("rain/sequences", "text/plain", large)))
                .toList();
        HttpResponse<String> small = post("rain/sequences", "text/csv", "5,50\n6,60\n");
        assertThat(small.body()).startsWith("{\"features\":[\"dimension 1\",\"dimension 2\"],\"steps\":[[5.0,50.0],");
        assertThat(answers.stream().map(CompletableFuture::join))
                .allSatisfy(answer -> assertThat(answer.statusCode()).isIn(200, 503))
                .anySatisfy(answer -> assertThat(answer.body()).hasSizeGreaterThan(large.length()));
    }

    @Test
    void aSmallSequenceIsTracedWhileLargeOnesWait() throws InterruptedException {
        String large = "{\"steps\":[" + "[1,0],".repeat(9_999) + "[0,1]]}";
        Runnable largeOne =
                () -> assertThat(post("sum/trace", "application/json", large).statusCode())
                        .isIn(200, 503);
        Crowd.asksMeanwhile(largeOne, () -> {
            for (int i = 0; i < 10; i++) {
                assertThat(post("sum/trace", "application/json", "{\"steps\":[[1,0],[0,1]]}")
                                .statusCode())
                        .isEqualTo(200);
            }
        });
    }
}
