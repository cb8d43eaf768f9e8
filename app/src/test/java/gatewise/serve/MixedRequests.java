package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.explain.LabelledTrace;
import gatewise.explain.Surgery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests of all sorts, in an order that a seed decides, each with the statuses that it may have. */
final class MixedRequests {
    private static final String POST = "POST /api/models/1/trace HTTP/1.1\nHost: localhost\nConnection: close\n";
    private static final String JSON = POST + "Content-Type: application/json\n";
    private static final String END = " HTTP/1.1\nHost: localhost\nConnection: close\n\n";
    private static final String TRACE = "{\"pixels\":" + Fixture.pixels(new byte[30]) + "}";

    private static final List<Kind> KINDS = List.of(
            new Kind("200", JSON + "Content-Length: " + TRACE.length() + "\n\n" + TRACE),
            new Kind(
                    "200",
                    JSON + "Transfer-Encoding: chunked\n\n" + Integer.toHexString(TRACE.length()) + "\n" + TRACE
                            + "\n0\n\n"),
            new Kind("200", "GET /api/models/2/images/7" + END),
            new Kind("200", "HEAD /api/openapi.json" + END),
            new Kind("400", JSON + "Content-Length: 3\n\n{\"a"),
            new Kind("400", JSON + "Transfer-Encoding: chunked\n\nFFFFFFFF\n{"),
            new Kind("400", JSON + "Content-Length: 3\nContent-Length: 4\n\n{}"),
            new Kind("400|413", JSON + "Content-Length: 90000\n\n" + "[".repeat(90_000)),
            new Kind("415", POST + "Content-Length: 2\n\n{}"),
            new Kind("400|404", "GET /%2e%2e/%00/etc/passwd" + END),
            new Kind("405", "DELETE /api/models" + END),
            new Kind("403", "GET / HTTP/1.1\nHost: evil.example\nConnection: close\n\n"),
            new Kind("414", "GET /" + "x".repeat(9_000) + END),
            new Kind("400", "\u0016\u0003\u0001\u0002\n\n"),
            new Kind("400", JSON + "Content-Length: 100\n\n{"),
            new Kind(
                    "400",
                    "POST /api/models/1/pictures HTTP/1.1\nHost: localhost\nConnection: close\n"
                            + "Content-Type: image/png\nContent-Length: 10\n\n0123456789"));

    private static final Pattern DATE = Pattern.compile("(?m)^Date: .*\\R");

    /** By request and status, without its date; each later one is the same. */
    private final Map<String, String> answers = new HashMap<>();

    private final Fixture fixture;
    private final Random random = new Random(1);

    MixedRequests(Fixture fixture) {
        this.fixture = fixture;
    }

    private record Kind(String statuses, String text) {}

    void send(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Kind kind = KINDS.get(random.nextInt(KINDS.size()));
            String answer = DATE.matcher(fixture.raw(kind.text())).replaceFirst("");
            Matcher status =
                    Pattern.compile("HTTP/1\\.1 (" + kind.statuses() + ") ").matcher(answer);
            assertThat(status.lookingAt()).as(kind.text() + answer).isTrue();
            String first = answers.putIfAbsent(status.group(1) + kind.text(), answer);
            assertThat(answer).as(kind.text()).isEqualTo(first == null ? right(kind, answer) : first);
        }
    }

    /** A trace has to be what the network says, computed here. */
    private String right(Kind kind, String answer) {
        if (!kind.text().contains(TRACE)) {
            return answer;
        }
        byte[] trace =
                Answers.write(new LabelledTrace(fixture.lstm.trace(new byte[30], Surgery.NONE), fixture.data.labels()));
        return answer.substring(0, answer.indexOf("\r\n\r\n") + 4) + new String(trace, StandardCharsets.UTF_8);
    }
}
