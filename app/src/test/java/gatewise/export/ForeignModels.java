package gatewise.export;

import gatewise.network.Cell;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto;
import org.nd4j.shade.protobuf.ByteString;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;

/** Models of other programs for the tests of commands: images of 6 x 5 pixels in 4 classes. */
public final class ForeignModels {
    private ForeignModels() {}

    /** PyTorch's, with logits. */
    public static byte[] lstm() {
        return new TorchModels(Cell.LSTM, false, TorchModels.Initial.FROM_SHAPE, 6)
                .classifier(TorchModels.End.LAST_STEP, false);
    }

    /** PyTorch's, whose head reads the last state. */
    public static byte[] lastState() {
        return new TorchModels(Cell.LSTM, false, TorchModels.Initial.FROM_SHAPE, 6)
                .classifier(TorchModels.End.LAST_STATES, false);
    }

    /** A model with one number of its largest parameter made none. */
    public static byte[] withNaN(byte[] model) throws InvalidProtocolBufferException {
        ModelProto.Builder builder = ModelProto.parseFrom(model).toBuilder();
        TensorProto.Builder weights = builder.getGraphBuilder().getInitializerBuilderList().stream()
                .max(Comparator.comparingInt(tensor -> tensor.getRawData().size() + tensor.getFloatDataCount()))
                .orElseThrow();
        if (weights.getFloatDataCount() > 0) {
            weights.setFloatData(5, Float.NaN);
        } else {
            ByteBuffer raw = ByteBuffer.wrap(weights.getRawData().toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
            raw.putFloat(20, Float.NaN);
            weights.setRawData(ByteString.copyFrom(raw.array()));
        }
        return builder.build().toByteArray();
    }

    /** One that reads its backward direction at its first step only. */
    public static byte[] bidirectionalByLastStep() {
        return new TorchModels(Cell.LSTM, true, TorchModels.Initial.FROM_SHAPE, 6)
                .classifier(TorchModels.End.LAST_STEP, false);
    }
}
