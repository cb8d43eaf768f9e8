package gatewise.io;

import static java.util.Objects.requireNonNull;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes files whole or not at all: beside their place first, then moved there. */
public final class AtomicFile {
    private AtomicFile() {}

    /** What {@link #write} writes. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of the content; need not close the stream. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file, replacing one that is there; missing folders are made. If it fails, what was there stays. A target
     * that is no regular file (a device, a pipe) is written to directly.
     *
     * @throws UserError (a failed job) if the file cannot be written
     */
    public static void write(Path file, Content content) {
        requireNonNull(file, "file is null");
        requireNonNull(content, "content is null");
        Path target = file.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw UserError.failedJob(
                    Text.format("%s: cannot be written, it is a folder", file), "give a file name", null);
        }
        try {
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                writeTo(target, content, StandardOpenOption.WRITE);
            } else {
                replace(target, content);
            }
        } catch (IOException e) {
            throw UserError.failedJob(
                    Text.format("%s: cannot be written (%s)", file, Reason.of(e)),
                    "give another place or make room",
                    e);
        }
    }

    private static void replace(Path target, Content content) throws IOException {
        Path folder = target.getParent();
        // Not createDirectories alone: it refuses a link to a folder.
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        // Not createTempFile: its files are readable by their owner only, and stay so when moved.
        Path beside = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            writeTo(beside, content, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            move(beside, target);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void writeTo(Path file, Content content, StandardOpenOption... options) throws IOException {
        try (FileChannel channel = FileChannel.open(file, options);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
            content.writeTo(out);
            out.flush();
            if (Files.isRegularFile(file)) {
                // On the disk before its name is: a power cut leaves the old file or the new one.
                channel.force(true);
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
