package gatewise.export;

import gatewise.io.AtomicFile;
import gatewise.io.InputFile;
import gatewise.io.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import onnx.Onnx.ModelProto;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;

/** Files with ONNX models. */
public final class OnnxFile {
    private OnnxFile() {}

    /**
     * Writes a model's bytes; an ONNX model that is there is replaced.
     *
     * @throws UserError if something else is there, or the file cannot be written
     */
    public static void write(Path file, byte[] model) {
        if (Files.isRegularFile(file)) {
            try {
                parse(file, bytes(file));
            } catch (UserError e) {
                throw new UserError(
                        file + " is there already and is no ONNX model, so it is not replaced", "give another name", e);
            }
        }
        AtomicFile.write(file, out -> out.write(model));
    }

    /** @throws UserError in one line, if there is no such file, or it cannot be read */
    static byte[] bytes(Path file) {
        return InputFile.bytes(file, Integer.MAX_VALUE, "expected an ONNX model, such as model.onnx");
    }

    /** @throws UserError in one line, if the bytes are no ONNX model */
    static ModelProto parse(Path file, byte[] bytes) {
        ModelProto model;
        try {
            OnnxFields.check(file, bytes);
            model = ModelProto.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new UserError(
                    file + " is not an ONNX model, or is cut short: its protocol buffer cannot be read",
                    "export it again",
                    e);
        }
        if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
            throw new UserError(
                    file + " is not an ONNX model: it holds no graph", "expected a file such as model.onnx");
        }
        return model;
    }
}
