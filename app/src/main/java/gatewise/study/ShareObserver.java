package gatewise.study;

import gatewise.training.TrainingObserver;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;

/** Says now and then how much of a run is done, from 0 to 1, by the epochs after which it ends at the latest. */
final class ShareObserver implements TrainingObserver {
    private static final long NANOS = 250_000_000;

    private final double epochs;
    private final DoubleConsumer progress;
    private final LongSupplier nanos;
    private boolean begun;
    private long told;

    ShareObserver(int epochs, DoubleConsumer progress) {
        this(epochs, progress, System::nanoTime);
    }

    ShareObserver(int epochs, DoubleConsumer progress, LongSupplier nanos) {
        this.epochs = epochs;
        this.progress = progress;
        this.nanos = nanos;
    }

    @Override
    public void batchDone(int epoch, int batch, int batches, double loss, double imagesPerSecond) {
        long now = nanos.getAsLong();
        if (!begun || now - told >= NANOS) {
            begun = true;
            told = now;
            progress.accept((epoch - 1 + (double) batch / batches) / epochs);
        }
    }
}
