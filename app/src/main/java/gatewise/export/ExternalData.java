package gatewise.export;

import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;

/**
 * The bytes of a constant that lie in a file beside the model (ONNX, "External Data"). A model may come from anybody, so
 * that file must lie in the model's own folder, or below it, links followed.
 */
final class ExternalData {
    private final Path folder;
    private final TensorProto proto;

    /** @param folder of the model */
    ExternalData(Path folder, TensorProto proto) {
        this.folder = folder;
        this.proto = proto;
    }

    /**
     * All of them.
     *
     * @param expected so many as the constant's shape needs
     * @throws UserError in one line, if its file is not in the folder or has other bytes there
     */
    ByteBuffer bytes(long expected) {
        String location = text("location");
        Path file = file(location);
        long offset = number("offset", 0);
        try (FileChannel channel = FileChannel.open(file)) {
            long size = number("length", channel.size() - offset);
            boolean within = offset >= 0 && size >= 0 && offset <= channel.size() && size <= channel.size() - offset;
            if (!within) {
                throw refusal("lies outside of " + Text.name(location), "the file that was written with the model");
            }
            if (size != expected || size > Integer.MAX_VALUE) {
                throw refusal(
                        "has " + size + " bytes in " + Text.name(location),
                        Math.min(expected, Integer.MAX_VALUE) + " for its shape " + Text.list(proto.getDimsList()));
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) size);
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, offset + bytes.position()) < 0) {
                    throw new IOException("it became shorter");
                }
            }
            return bytes.flip();
        } catch (IOException e) {
            throw new UserError(
                    Phrase.of(Text.name(location), ": cannot be read (" + Reason.of(e) + ")"), "make it readable", e);
        }
    }

    private Path file(String location) {
        try {
            Path file = folder.resolve(location).toRealPath();
            boolean inside = !location.isEmpty() && file.startsWith(folder.toRealPath());
            if (inside && Files.isRegularFile(file)) {
                return file;
            }
        } catch (IOException | InvalidPathException e) {
            // Refused as one that is elsewhere is.
        }
        throw refusal("is kept in the file '" + Text.name(location) + "'", "that file beside the model");
    }

    private long number(String key, long otherwise) {
        String text = text(key);
        try {
            return text.isEmpty() ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw refusal("has the " + key + " '" + Text.name(text) + "' in its file", "a number of bytes");
        }
    }

    private String text(String key) {
        List<String> values = proto.getExternalDataList().stream()
                .filter(entry -> entry.getKey().equals(key))
                .map(StringStringEntryProto::getValue)
                .toList();
        if (values.size() > 1) {
            throw refusal("says the " + key + " in its file " + values.size() + " times", "one");
        }
        return values.isEmpty() ? "" : values.get(0);
    }

    private UserError refusal(String found, String expected) {
        return TensorReader.refusal(proto, found, expected);
    }
}
