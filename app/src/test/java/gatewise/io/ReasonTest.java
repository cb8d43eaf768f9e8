package gatewise.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReasonTest {
    @Test
    void theNameOfAFileIsNoReason() {
        assertThat(Reason.of(new NoSuchFileException("x"))).isEqualTo("no such file or folder");
        assertThat(Reason.of(new AccessDeniedException("x"))).isEqualTo("permission denied");
        assertThat(Reason.of(new UncheckedIOException(new UnknownHostException("node1"))))
                .isEqualTo("no such host: node1");
        assertThat(Reason.of(new FileSystemException("x", null, "Is a directory")))
                .isEqualTo("Is a directory");
    }

    @Test
    void whatComesWithoutAWordIsSaidInWords() {
        List<IOException> failures = new ArrayList<>();
        failures.add(new EOFException());
        failures.add(new EOFException(" "));
        failures.add(new NotDirectoryException("x"));
        failures.add(new DirectoryNotEmptyException("x"));
        failures.add(new FileAlreadyExistsException("x"));
        failures.add(new ClosedChannelException());
        failures.add(new AsynchronousCloseException());
        failures.add(new CharacterCodingException());
        assertThat(failures)
                .allSatisfy(failure -> assertThat(Reason.of(failure))
                        .contains(" ")
                        .doesNotContain("Exception")
                        .isEqualTo(Reason.of(new IllegalStateException("outside", failure))));
        assertThat(Reason.of(new IllegalStateException())).isEqualTo("Java gives no reason but IllegalStateException");
    }
}
