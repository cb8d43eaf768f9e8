package gatewise.io;

import static java.util.Objects.requireNonNull;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes files whole or not at all: beside their place first, then moved there. */
public final class AtomicFile {
    private static final Pattern LEFTOVER =
            Pattern.compile("\\.(.+)\\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\.tmp");

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
        boolean made = makeFolder(folder);
        // Not createTempFile: its files are readable by their owner only, and stay so when moved.
        Path beside = beside(target);
        boolean moved = false;
        try {
            writeTo(beside, content, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            move(beside, target);
            moved = true;
        } finally {
            if (!moved) {
                delete(beside);
            }
        }
        force(folder);
        if (made && folder.getParent() != null) {
            force(folder.getParent());
        }
    }

    /** Makes a folder; false if it was there. Not createDirectories alone: it refuses a link to a folder. */
    private static boolean makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return false;
        }
        Files.createDirectories(folder);
        return true;
    }

    /**
     * Writes a file that is not there yet, whole and once: of several processes that try, on whatever machines of one
     * file system, one does. It is linked to its name, as open(2) recommends, which NFS does on the server.
     *
     * @return whether this call wrote it; false if it was there
     * @throws UserError (a failed job) if the file cannot be written, or the file system has no hard links
     */
    public static boolean create(Path file, Content content) {
        Path target = file.toAbsolutePath();
        Path beside = beside(target);
        try {
            makeFolder(target.getParent());
            try {
                writeTo(beside, content, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
                return link(target, beside);
            } finally {
                delete(beside);
                force(target.getParent());
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw UserError.failedJob(
                    Text.format("%s: cannot be made (%s)", file, Reason.of(e)),
                    "give a place that can be written to, on a file system with hard links",
                    e);
        }
    }

    private static boolean link(Path target, Path beside) throws IOException {
        try {
            Files.createLink(target, beside);
            return true;
        } catch (FileAlreadyExistsException e) {
            // So it also ends where NFS lost its first answer and asked again.
            return Files.exists(target) && Files.isSameFile(target, beside);
        }
    }

    private static Path beside(Path target) {
        return target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    }

    /** Whether a file in a folder is what a write of one of these names left half written, or is writing. */
    public static boolean isUnfinished(Path file, Set<String> names) {
        Matcher leftover = LEFTOVER.matcher(file.getFileName().toString());
        return leftover.matches() && names.contains(leftover.group(1));
    }

    private static void delete(Path beside) {
        try {
            Files.deleteIfExists(beside);
        } catch (IOException e) {
            // Why it could not be written says more.
        }
    }

    /** Brings the names in a folder to the disk, where the system can: a power cut then does not undo a move. */
    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folders, and some file systems force none.
        }
    }

    /**
     * Deletes what is left beside files of writes that were killed. To be called only where nobody writes these files.
     *
     * @param folder may be missing
     * @param names of the files
     * @throws UserError (a failed job) if one cannot be deleted
     */
    public static void deleteLeftovers(Path folder, Set<String> names) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (isUnfinished(file, names) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(file);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw UserError.failedJob(
                    Text.format("%s: what a killed run left cannot be deleted (%s)", folder, Reason.of(e)),
                    "delete its files that end with .tmp",
                    e);
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
