package gatewise.export;

import gatewise.io.Text;
import gatewise.io.UserError;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import onnx.Onnx.TensorProto;

/**
 * Reads the constants of a model.
 *
 * @param folder of the model, where the files lie that large models keep their weights in
 */
record TensorReader(Path folder) {

    /**
     * Reads one constant.
     *
     * @param limits what it counts against
     * @throws UserError if it is of a type that no weight, shape or index has, or its bytes do not fit its shape
     */
    Tensor read(TensorProto proto, Limits limits) {
        long length = 1;
        int[] shape = new int[Math.min(proto.getDimsCount(), Limits.MOST_AXES + 1)];
        for (int i = 0; i < shape.length; i++) {
            long size = proto.getDims(i);
            length = size < 0 || size > Limits.MOST_ELEMENTS ? -1 : length * size;
            if (length < 0 || length > Limits.MOST_ELEMENTS || shape.length > Limits.MOST_AXES) {
                throw refusal(proto, "has the shape " + Text.list(proto.getDimsList()), "a smaller one");
            }
            shape[i] = (int) size;
        }
        limits.hold(length);
        double[] values = values(proto, (int) length);
        checkCount(proto, values.length, length);
        return new Tensor(shape, values);
    }

    private static void checkCount(TensorProto proto, long found, long expected) {
        if (found != expected) {
            throw refusal(
                    proto, "holds " + found + " values", expected + " for its shape " + Text.list(proto.getDimsList()));
        }
    }

    private double[] values(TensorProto proto, int length) {
        boolean external = proto.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
        if (external || !proto.getRawData().isEmpty()) {
            int besides = proto.getFloatDataCount()
                    + proto.getDoubleDataCount()
                    + proto.getInt64DataCount()
                    + proto.getInt32DataCount();
            if (besides > 0 || external && !proto.getRawData().isEmpty()) {
                throw refusal(proto, "holds its values twice", "them once");
            }
            int bytesEach = bytesEach(proto);
            if (!external) {
                int bytes = proto.getRawData().size();
                checkCount(proto, bytes / bytesEach, length);
                if (bytes % bytesEach != 0) {
                    throw refusal(proto, "holds " + bytes + " bytes", "" + bytesEach + " for each of its values");
                }
            }
            ByteBuffer bytes = external ? external(proto) : proto.getRawData().asReadOnlyByteBuffer();
            return decode(proto, bytes.order(ByteOrder.LITTLE_ENDIAN), length);
        }
        return switch (proto.getDataType()) {
            case TensorProto.DataType.FLOAT_VALUE ->
                proto.getFloatDataList().stream()
                        .mapToDouble(Float::doubleValue)
                        .toArray();
            case TensorProto.DataType.DOUBLE_VALUE ->
                proto.getDoubleDataList().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray();
            case TensorProto.DataType.INT64_VALUE ->
                proto.getInt64DataList().stream().mapToDouble(Long::doubleValue).toArray();
            case TensorProto.DataType.INT32_VALUE, TensorProto.DataType.BOOL_VALUE ->
                proto.getInt32DataList().stream()
                        .mapToDouble(Integer::doubleValue)
                        .toArray();
            default -> throw wrongType(proto);
        };
    }

    /** The bytes of a constant, of a shape that was read before, that lie in a file. */
    ByteBuffer external(TensorProto proto) {
        long length = proto.getDimsList().stream().reduce(1L, (a, b) -> a * b);
        return new ExternalData(folder, proto).bytes(bytesEach(proto) * length);
    }

    private static int bytesEach(TensorProto proto) {
        return switch (proto.getDataType()) {
            case TensorProto.DataType.FLOAT_VALUE, TensorProto.DataType.INT32_VALUE -> 4;
            case TensorProto.DataType.DOUBLE_VALUE, TensorProto.DataType.INT64_VALUE -> 8;
            case TensorProto.DataType.BOOL_VALUE -> 1;
            default -> throw wrongType(proto);
        };
    }

    private static double[] decode(TensorProto proto, ByteBuffer bytes, int length) {
        double[] values = new double[length];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (proto.getDataType()) {
                case TensorProto.DataType.FLOAT_VALUE -> bytes.getFloat();
                case TensorProto.DataType.DOUBLE_VALUE -> bytes.getDouble();
                case TensorProto.DataType.INT64_VALUE -> bytes.getLong();
                case TensorProto.DataType.INT32_VALUE -> bytes.getInt();
                default -> bytes.get();
            };
        }
        return values;
    }

    /** Whether it is of a type that weights, shapes and indices have. */
    static boolean isRead(TensorProto proto) {
        return switch (proto.getDataType()) {
            case TensorProto.DataType.FLOAT_VALUE,
                    TensorProto.DataType.DOUBLE_VALUE,
                    TensorProto.DataType.INT64_VALUE,
                    TensorProto.DataType.INT32_VALUE,
                    TensorProto.DataType.BOOL_VALUE -> true;
            default -> false;
        };
    }

    static UserError wrongType(TensorProto proto) {
        return new UserError(
                "constant '" + Text.name(proto.getName()) + "' is of type " + type(proto) + ", expected FLOAT",
                "export the model in single precision");
    }

    /** Its name, or its number if it is newer than the names here. */
    static String type(TensorProto proto) {
        TensorProto.DataType type = TensorProto.DataType.forNumber(proto.getDataType());
        return type == null ? Integer.toString(proto.getDataType()) : type.toString();
    }

    static UserError refusal(TensorProto proto, String found, String expected) {
        return new UserError("constant '" + Text.name(proto.getName()) + "' " + found, "expected " + expected);
    }
}
