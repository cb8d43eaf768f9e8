package gatewise.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class MemoryShortageTest {

    @Test
    void isFoundInWhatOthersWrapIt() {
        List<Throwable> shortages = new ArrayList<>();
        shortages.add(new OutOfMemoryError("Java heap space"));
        shortages.add(new CompletionException(new IllegalStateException(new OutOfMemoryError("Metaspace"))));
        shortages.add(new RuntimeException("Physical memory usage is too high: 9000M > 8000M"));
        shortages.add(new IllegalStateException(
                new RuntimeException("Failed to allocate 4096 bytes from DEVICE [0] memory")));
        shortages.add(new RuntimeException("cudaMalloc failed; Error code: [2] CUDA error: out of memory"));
        shortages.add(new RuntimeException("std::bad_alloc"));
        assertThat(shortages)
                .allSatisfy(shortage -> assertThat(MemoryShortage.of(shortage)).isNotBlank());
        assertThat(MemoryShortage.of(new NoClassDefFoundError("Could not initialize class A")
                        .initCause(new ExceptionInInitializerError(
                                "Exception java.lang.OutOfMemoryError [in thread \"main\"]"))))
                .isEqualTo("Java heap space or metaspace");
        assertThat(
                        MemoryShortage.of(
                                new IllegalStateException(
                                        "Failed on call to `getDeclaredMethods()`, problem: (java.lang.OutOfMemoryError) Java heap space")))
                .isEqualTo("Java heap space");
        assertThat(MemoryShortage.of(new IllegalStateException("odd", new IOException("Cannot allocate memory"))))
                .isNull();
        assertThat(MemoryShortage.of(new IllegalArgumentException("a shape that is not allowed")))
                .isNull();
    }
}
