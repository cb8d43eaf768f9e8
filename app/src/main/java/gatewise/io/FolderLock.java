package gatewise.io;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder that one process at a time writes into. The system lets go of the lock when the process ends, however it ends; the
 * lock's file may then stay and is in nobody's way.
 */
public final class FolderLock implements AutoCloseable {
    private static final String NAME = ".lock";
    private static final int MOST_TRIES = 100;

    /**
     * Those of this JVM. Systems keep locks by process: one more channel to the same file would get the lock too, or let go
     * of it when it is closed.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Path real;
    /** Folders that were made for this, the outermost first. */
    private final List<Path> made;

    private FileChannel channel;
    private String warning;

    private FolderLock(Path folder, Path real, List<Path> made) {
        this.folder = folder;
        this.real = real;
        this.made = made;
    }

    /**
     * Takes a folder, which is made if it is not there; so it is known from the start that files can be made in it.
     *
     * @throws UserError (wrong use) if another process has it, it is a file or its lock is none, (a failed job) if nothing can be written there
     */
    public static FolderLock take(Path folder) {
        requireNonNull(folder, "folder is null");
        checkNoFile(folder);
        List<Path> made = new ArrayList<>();
        try {
            for (int tries = 1; ; tries++) {
                try {
                    make(folder.toAbsolutePath(), made);
                    FolderLock lock = of(folder, made);
                    if (lock.lock()) {
                        return lock;
                    }
                    if (tries >= MOST_TRIES) {
                        throw new IOException("its " + NAME + " is another file each time");
                    }
                } catch (NoSuchFileException e) {
                    if (tries >= MOST_TRIES) {
                        throw e;
                    }
                    // The process that made the folder took it away again just now.
                }
            }
        } catch (IOException e) {
            delete(made);
            throw UserError.failedJob(
                    Phrase.of(Setting.OUTPUT_FOLDER, " " + folder + " cannot be written to (" + Reason.of(e) + ")"),
                    "give another folder or make room",
                    e);
        }
    }

    /** @throws UserError if a file is where the folder is to be */
    public static void checkNoFile(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UserError(Phrase.of(Setting.OUTPUT_FOLDER, " " + folder + " is a file"), "give a folder");
        }
    }

    /**
     * Whether a process has a folder, this one included, as far as the file system tells; it is not taken. Several may look
     * at once, and find it free.
     */
    public static synchronized boolean isTaken(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            if (HELD.contains(folder.toRealPath())) {
                return true;
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                return channel.tryLock(0, Long.MAX_VALUE, true) == null;
            }
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false; // no such file, or no locks
        }
    }

    private static void make(Path folder, List<Path> made) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getParent() != null) {
            make(folder.getParent(), made);
        }
        Files.createDirectories(folder);
        made.add(folder);
    }

    private static FolderLock of(Path folder, List<Path> made) throws IOException {
        Path real = folder.toRealPath();
        if (!HELD.add(real)) {
            throw inUse(folder);
        }
        return new FolderLock(folder, real, made);
    }

    /** That a process has a folder. */
    public static UserError inUse(Path folder) {
        return new UserError(
                Phrase.of(Setting.OUTPUT_FOLDER, " " + folder + " is in use by another run"),
                "wait until that has ended, or give another folder");
    }

    /** False if another file is there by now. */
    private boolean lock() throws IOException {
        boolean locked = false;
        try {
            if (Files.exists(file(), LinkOption.NOFOLLOW_LINKS)
                    && !Files.isRegularFile(file(), LinkOption.NOFOLLOW_LINKS)) {
                // To open a pipe would wait for ever, and a link would make a file elsewhere.
                throw new UserError(
                        Phrase.of(Setting.OUTPUT_FOLDER, " " + folder + " has a " + NAME + " that is no file"),
                        "take that away, or give another folder");
            }
            if (!Files.exists(file())) {
                create();
            }
            Object before = identity();
            channel = FileChannel.open(file(), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            if (!isFree()) {
                throw inUse(folder);
            }
            // The lock of a file that was taken away keeps nobody out of the one that has come since.
            locked = Objects.equals(before, identity());
            return locked;
        } finally {
            if (!locked) {
                release();
            }
        }
    }

    private void create() throws IOException {
        try {
            Files.createFile(file());
        } catch (FileAlreadyExistsException e) {
            // By another process, just now.
        }
    }

    /** Of the file that is there now; null on systems that have none for files. */
    private Object identity() throws IOException {
        return Files.readAttributes(file(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    private boolean isFree() {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            warning = "the file system of " + folder + " has no locks (" + Reason.of(e)
                    + "), so start no second run there";
            return true;
        }
    }

    private Path file() {
        return real.resolve(NAME);
    }

    /** A line that says that another process would not be noticed; empty where one would. */
    public Optional<String> warning() {
        return Optional.ofNullable(warning);
    }

    /** Whether a file in a folder is only the lock's. */
    public static boolean isLock(Path file) {
        return file.endsWith(NAME);
    }

    /** Gives the folder free, and takes it away again if it was made for this and nothing was written. */
    @Override
    public void close() {
        if (channel == null) {
            return;
        }
        // While it is locked: one that is deleted later might be another's.
        delete(List.of(file()));
        release();
        delete(made);
    }

    private void release() {
        HELD.remove(real);
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The system lets go of it when the process ends.
        }
        channel = null;
    }

    /** The last first, as far as that is possible. */
    private static void delete(List<Path> paths) {
        for (int i = paths.size() - 1; i >= 0; i--) {
            try {
                Files.deleteIfExists(paths.get(i));
            } catch (IOException e) {
                return; // something was written into it
            }
        }
    }
}
