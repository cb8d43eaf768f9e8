package gatewise.export;

import gatewise.io.Reason;
import gatewise.io.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;

/**
 * Reads the constants of a model.
 *
 * @param folder of the model, where the files lie that large models keep their weights in
 */
record TensorReader(Path folder) {

    /** @throws UserError if it is of a type that no weight, shape or index has, or its bytes do not fit its shape */
    Tensor read(TensorProto proto) {
        long length = 1;
        int[] shape = new int[proto.getDimsCount()];
        for (int i = 0; i < shape.length; i++) {
            long size = proto.getDims(i);
            length = size < 0 || size > Integer.MAX_VALUE ? -1 : length * size;
            if (length < 0 || length > Integer.MAX_VALUE / Double.BYTES) {
                throw refusal(proto, "has the shape " + proto.getDimsList(), "a smaller one");
            }
            shape[i] = (int) size;
        }
        double[] values = values(proto, (int) length);
        if (values.length != length) {
            throw refusal(
                    proto, "holds " + values.length + " values", length + " for its shape " + proto.getDimsList());
        }
        return new Tensor(shape, values);
    }

    private double[] values(TensorProto proto, int length) {
        boolean external = proto.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
        if (external || !proto.getRawData().isEmpty()) {
            ByteBuffer bytes = external ? external(proto) : proto.getRawData().asReadOnlyByteBuffer();
            return decode(proto, bytes.order(ByteOrder.LITTLE_ENDIAN));
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

    private static double[] decode(TensorProto proto, ByteBuffer bytes) {
        int size = switch (proto.getDataType()) {
            case TensorProto.DataType.FLOAT_VALUE, TensorProto.DataType.INT32_VALUE -> 4;
            case TensorProto.DataType.DOUBLE_VALUE, TensorProto.DataType.INT64_VALUE -> 8;
            case TensorProto.DataType.BOOL_VALUE -> 1;
            default -> throw wrongType(proto);
        };
        double[] values = new double[bytes.remaining() / size];
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

    /** The bytes that lie in a file beside the model. */
    private ByteBuffer external(TensorProto proto) {
        String location = "";
        long offset = 0;
        long length = -1;
        try {
            for (StringStringEntryProto entry : proto.getExternalDataList()) {
                switch (entry.getKey()) {
                    case "location" -> location = entry.getValue();
                    case "offset" -> offset = Long.parseLong(entry.getValue());
                    case "length" -> length = Long.parseLong(entry.getValue());
                    default -> {} // a checksum
                }
            }
        } catch (NumberFormatException e) {
            throw refusal(proto, "has no number for its place in " + location, "a byte offset and length");
        }
        Path file = folder.resolve(location).normalize();
        if (location.isEmpty() || !file.startsWith(folder.normalize()) || !Files.isRegularFile(file)) {
            throw refusal(proto, "is kept in the file '" + location + "'", "that file beside the model");
        }
        try (FileChannel channel = FileChannel.open(file)) {
            long size = length < 0 ? channel.size() - offset : length;
            if (offset < 0 || size < 0 || offset + size > channel.size() || size > Integer.MAX_VALUE) {
                throw refusal(proto, "lies outside of " + location, "the file that was written with the model");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) size);
            while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
                // Reads on until all is there.
            }
            return bytes.flip();
        } catch (IOException e) {
            throw new UserError(file + ": cannot be read (" + Reason.of(e) + ")", "make it readable", e);
        }
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
                "constant '" + proto.getName() + "' is of type " + type(proto) + ", expected FLOAT",
                "export the model in single precision");
    }

    /** Its name, or its number if it is newer than the names here. */
    static String type(TensorProto proto) {
        TensorProto.DataType type = TensorProto.DataType.forNumber(proto.getDataType());
        return type == null ? Integer.toString(proto.getDataType()) : type.toString();
    }

    private static UserError refusal(TensorProto proto, String found, String expected) {
        return new UserError("constant '" + proto.getName() + "' " + found, "expected " + expected);
    }
}
