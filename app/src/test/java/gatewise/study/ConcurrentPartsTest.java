package gatewise.study;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Parts that begin a study at the same moment. */
@RequiresBackend
class ConcurrentPartsTest extends SharedStudyFixture {
    private static final int PARTS = 3;
    private static final int STUDIES = 300;

    @Test
    void noneTakesTheStudyOfAnotherForOtherFiles() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(PARTS);
        CyclicBarrier start = new CyclicBarrier(PARTS);
        try {
            for (int i = 0; i < STUDIES; i++) {
                Path path = Files.createDirectory(temporary.resolve("study-" + i));
                List<Future<RunTurns>> turns = new ArrayList<>();
                for (int number = 1; number <= PARTS; number++) {
                    Part part = new Part(number, PARTS);
                    turns.add(threads.submit(() -> {
                        start.await();
                        return new StudyFolder(path).share(study, part, "gatewise compare");
                    }));
                }
                for (Future<RunTurns> turn : turns) {
                    assertThat(turn.get()).isNotNull();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
