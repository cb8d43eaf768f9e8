package gatewise.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileUriTest {
    @ParameterizedTest
    @ValueSource(strings = {"hdfs://nn:8020/out", "s3a://bucket", "file:/data", "file:///data/a b#c\nd", "HDFS:/x"})
    void uris(String name) {
        assertThat(FileUri.isOne(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "out", "/data/hdfs://x", "C:/data", "C:\\data", "run:1.csv", "./hdfs:/x", "1a:/x", ":/x"})
    void paths(String name) {
        assertThat(FileUri.isOne(name)).isFalse();
    }
}
