package gatewise.export;

import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto;
import org.nd4j.shade.protobuf.CodedInputStream;
import org.nd4j.shade.protobuf.Descriptors.Descriptor;
import org.nd4j.shade.protobuf.Descriptors.FieldDescriptor;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;
import org.nd4j.shade.protobuf.WireFormat;

/**
 * Passes over the fields of a model once before objects are made of them. A message that is said twice is merged, by
 * copying what it has so far, so that a small file may ask for hours (CVE-2022-3171); other readers take the last one.
 */
final class OnnxFields {
    /** Texts, messages and whatever is unknown, but for the numbers of tensors; networks have some hundreds. */
    private static final int MOST = 200_000;

    /** Of messages within messages; protobuf reads no deeper ones. */
    private static final int DEEPEST = 100;

    private final Path file;
    private final CodedInputStream in;
    private int found;

    private OnnxFields(Path file, byte[] model) {
        this.file = file;
        in = CodedInputStream.newInstance(model);
    }

    /**
     * Checks a model that may come from anyone.
     *
     * @param file that errors name
     * @throws UserError if it says twice what there is once, or has more fields than any network here
     * @throws InvalidProtocolBufferException if it is no protocol buffer, or has groups, which ONNX knows none of
     */
    static void check(Path file, byte[] model) throws InvalidProtocolBufferException {
        try {
            new OnnxFields(file, model).pass(ModelProto.getDescriptor(), 0);
        } catch (InvalidProtocolBufferException e) {
            throw e;
        } catch (IOException e) {
            throw new InvalidProtocolBufferException(e);
        }
    }

    private void pass(Descriptor type, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new InvalidProtocolBufferException("its messages are too deep");
        }
        boolean isTensor = type.equals(TensorProto.getDescriptor());
        BitSet said = new BitSet();
        for (int tag; (tag = in.readTag()) != 0; ) {
            FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            int form = WireFormat.getTagWireType(tag);
            if (form == WireFormat.WIRETYPE_START_GROUP || form == WireFormat.WIRETYPE_END_GROUP) {
                throw new InvalidProtocolBufferException("it has groups");
            }
            if (field != null && !field.isRepeated()) {
                if (said.get(field.getNumber())) {
                    throw new UserError(
                            Text.format(
                                    "%s: a %s in it has the field '%s' twice, expected it once",
                                    file, type.getName(), field.getName()),
                            "export it again");
                }
                said.set(field.getNumber());
            }
            if (field == null || form == WireFormat.WIRETYPE_LENGTH_DELIMITED && !(isTensor && isNumbers(field))) {
                count();
            }
            if (field != null
                    && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                    && form == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                int outer = in.pushLimit(in.readRawVarint32());
                pass(field.getMessageType(), depth + 1);
                in.popLimit(outer);
            } else {
                in.skipField(tag);
            }
        }
    }

    /** Of a tensor: packed, or as bytes. */
    private static boolean isNumbers(FieldDescriptor field) {
        return field.getJavaType() != FieldDescriptor.JavaType.MESSAGE
                && field.getNumber() != TensorProto.STRING_DATA_FIELD_NUMBER;
    }

    private void count() {
        found++;
        if (found > MOST) {
            throw new UserError(
                    Text.format("%s: has more than %d fields, expected fewer", file, MOST),
                    "export the network without what surrounds it");
        }
    }
}
