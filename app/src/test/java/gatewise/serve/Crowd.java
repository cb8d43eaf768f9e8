package gatewise.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Clients that ask for the same again and again. */
final class Crowd {
    private static final int CLIENTS = 24;
    private static final int PAUSE_MILLIS = 300;

    private Crowd() {}

    /** What is done while all of them ask; what one of them meets is thrown at its end. */
    static void asksMeanwhile(Runnable request, Runnable work) throws InterruptedException {
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        AtomicBoolean isOver = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(CompletableFuture.runAsync(
                    () -> {
                        begun.countDown();
                        while (!isOver.get()) {
                            request.run();
                        }
                    },
                    task -> new Thread(task).start()));
        }
        try {
            begun.await();
            Thread.sleep(PAUSE_MILLIS);
            work.run();
        } finally {
            isOver.set(true);
        }
        clients.forEach(CompletableFuture::join);
    }
}
