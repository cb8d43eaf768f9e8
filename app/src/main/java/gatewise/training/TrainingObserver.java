package gatewise.training;

import gatewise.checkpoint.EpochRecord;

/** Is told how training goes, on the thread that trains. */
public interface TrainingObserver {

    /** After each batch. */
    default void batchDone(int epoch, int batch, int batches, double loss, double imagesPerSecond) {}

    /** After each epoch, its evaluation and its checkpoints. */
    default void epochDone(EpochRecord epoch) {}

    /** This one, then another. */
    default TrainingObserver then(TrainingObserver next) {
        TrainingObserver first = this;
        return new TrainingObserver() {
            @Override
            public void batchDone(int epoch, int batch, int batches, double loss, double imagesPerSecond) {
                first.batchDone(epoch, batch, batches, loss, imagesPerSecond);
                next.batchDone(epoch, batch, batches, loss, imagesPerSecond);
            }

            @Override
            public void epochDone(EpochRecord epoch) {
                first.epochDone(epoch);
                next.epochDone(epoch);
            }
        };
    }
}
