package gatewise.training;

/** Is told how training goes, on the thread that trains. */
public interface TrainingObserver {

    /** After each batch. */
    default void batchDone(int epoch, int batch, int batches, double loss, double imagesPerSecond) {}

    /** After each epoch, its evaluation and its checkpoints. */
    default void epochDone(EpochRecord epoch) {}
}
