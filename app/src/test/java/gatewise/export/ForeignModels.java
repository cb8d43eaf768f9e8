package gatewise.export;

import gatewise.network.Cell;

/** Models of other programs for the tests of commands: images of 6 x 5 pixels in 4 classes. */
public final class ForeignModels {
    private ForeignModels() {}

    /** PyTorch's, with logits. */
    public static byte[] lstm() {
        return new TorchModels(Cell.LSTM, false, TorchModels.Initial.FROM_SHAPE, 6)
                .classifier(TorchModels.End.LAST_STEP, false);
    }

    /** One that reads its backward direction at its first step only. */
    public static byte[] bidirectionalByLastStep() {
        return new TorchModels(Cell.LSTM, true, TorchModels.Initial.FROM_SHAPE, 6)
                .classifier(TorchModels.End.LAST_STEP, false);
    }
}
