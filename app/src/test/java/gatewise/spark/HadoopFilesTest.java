package gatewise.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.data.RangeSource;
import gatewise.io.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of files as Hadoop takes them: {@code mvn -Pspark}. */
@Tag("spark")
class HadoopFilesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a#b", "a?b", "a[1]", "{a,b}*", "a b", "a%20b", "run:1.csv", "a:b/c", "x+y&z", "ä"})
    void readsWhateverAFileIsCalled(String name) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "0123" + name);
        String path = file.toAbsolutePath().toString();
        for (String given : new String[] {path, "file:" + path, "file://" + path}) {
            ScoreTask.Place place = ScoreTask.Place.of(given);
            assertThat(HadoopFiles.status(place)).as(given).isNotNull();
            RangeSource source = HadoopFiles.source(place);
            assertThat(source.name()).isEqualTo(given);
            try (InputStream in = source.open(4)) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(name);
            }
        }
        ScoreTask.Place parent = ScoreTask.Place.of(file.getParent().toString());
        assertThat(HadoopFiles.list(parent)).containsExactly(file.getFileName().toString());
    }

    @Test
    void namesAreTheSameOnEveryMachine() {
        String here = Path.of("").toAbsolutePath().toString();
        assertThat(HadoopFiles.uri("run:1.csv")).isEqualTo("file:" + here + "/run:1.csv");
        assertThat(HadoopFiles.uri("a/../b c#d")).isEqualTo("file:" + here + "/b c#d");
        assertThat(HadoopFiles.uri("/data")).isEqualTo("file:/data");
        for (String uri : new String[] {"hdfs://nn:8020/a b#c?d[1]:e", "s3a://bucket/a%20b", "file:/data/x:y"}) {
            assertThat(HadoopFiles.uri(uri)).isEqualTo(uri);
            String path = uri.substring(uri.indexOf('/', uri.contains("//") ? uri.indexOf("//") + 2 : 0));
            assertThat(HadoopFiles.path(ScoreTask.Place.of(uri)).toUri().getPath())
                    .isEqualTo(path);
        }
        assertThat(HadoopFiles.status(ScoreTask.Place.of(folder.resolve("none").toString())))
                .isNull();
    }

    @Test
    void whoDoesNotAnswerIsNotWaitedForAsLongAsHadoopWould() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String there = "hdfs://127.0.0.1:" + silent.getLocalPort() + "/data";
            assertThatThrownBy(() -> HadoopFiles.status(ScoreTask.Place.of(there), 1))
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith(there + ": cannot be read (no answer within 1 s); give a path");
        }
    }

    @Test
    void fileSystemsThatAreNotThereAreUsersErrors() {
        for (String[] named : new String[][] {
            {"s3a://bucket/data", "S3AFileSystem not found"},
            {"hdfs:///data", "no host"},
            {"hdfs://no-such-host.invalid:8020/data", "no such host: no-such-host.invalid"},
            {"none://x/data", "\"none\""}
        }) {
            assertThatThrownBy(() -> HadoopFiles.status(ScoreTask.Place.of(named[0])))
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith(named[0] + ": cannot be read (")
                    .hasMessageContaining(named[1]);
        }
    }

    @Test
    void aJarThatLacksAnotherIsAUsersError() {
        assertThat(HadoopFiles.unreadable("s3a://bucket/data", new NoClassDefFoundError("software/amazon/Sdk")))
                .hasMessageStartingWith("s3a://bucket/data: cannot be read (a jar lacks software/amazon/Sdk); give");
    }
}
