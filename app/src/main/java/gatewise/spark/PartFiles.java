package gatewise.spark;

import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files of answers: part-00000 and so on, in the order of the data, and _SUCCESS when all are there. Until then a
 * {@link Claim} stands beside them. Nothing is deleted from a folder without one.
 */
final class PartFiles {
    private static final String DONE = "_SUCCESS";
    private static final Pattern PART = Pattern.compile("part-[0-9]{5,}");
    private static final Pattern ATTEMPT = Pattern.compile("\\.part-[0-9]{5,}\\.[0-9a-f-]{36}\\.attempt-[0-9]+");

    private final Target target;
    private final Path folder;

    private boolean made;
    private boolean claimed;

    /**
     * Where they are written.
     *
     * @param run of the command, which no other has
     */
    record Target(ScoreTask.Place folder, String run) {
        /** For a new command; null for nowhere. */
        static Target of(String given) {
            return given == null
                    ? null
                    : new Target(ScoreTask.Place.of(given), UUID.randomUUID().toString());
        }
    }

    PartFiles(Target target) {
        this.target = target;
        folder = HadoopFiles.path(target.folder());
    }

    /**
     * Looks whether the folder can be taken.
     *
     * @param data that is to be read
     * @throws UserError if the data lies in it, or anything but what a command left that was ended before its end
     */
    void check(ScoreTask.Place data) {
        if (HadoopFiles.isWithin(data, target.folder())) {
            throw new UserError(said(": " + data.name() + " lies there, which is read"), "name a new folder");
        }
        FileStatus status = HadoopFiles.status(target.folder());
        if (status == null) {
            return;
        }
        if (!status.isDirectory()) {
            throw new UserError(said(": is a file"), "name a new folder");
        }
        checkContent(HadoopFiles.list(target.folder()));
    }

    private void checkContent(List<String> names) {
        boolean parts = names.stream().allMatch(name -> isPart(name) || name.equals(Claim.NAME) && claim() != null);
        if (!names.isEmpty() && !(parts && names.contains(Claim.NAME))) {
            throw new UserError(said(": there are files in it already"), "name a new folder, or an empty one");
        }
    }

    private static boolean isPart(String name) {
        return PART.matcher(name).matches() || ATTEMPT.matcher(name).matches();
    }

    private Claim claim() {
        try {
            return Claim.in(HadoopFiles.system(target.folder()), folder);
        } catch (IOException | RuntimeException e) {
            throw HadoopFiles.unreadable(target.folder().name(), e);
        }
    }

    private boolean isClaimed() {
        Claim claim = claim();
        return claim != null && claim.run().equals(target.run());
    }

    /**
     * Makes the folder, empty but for the claim.
     *
     * @param model the checksum of the network's file
     */
    void begin(String model) {
        made = HadoopFiles.status(target.folder()) == null;
        write(system -> {
            if (!system.mkdirs(folder)) {
                throw new IOException("it cannot be made");
            }
            List<String> left = HadoopFiles.list(target.folder());
            checkContent(left);
            if (left.contains(Claim.NAME)) {
                system.delete(new Path(folder, Claim.NAME), false);
            }
            try {
                new Claim(target.run(), model).write(system, folder);
            } catch (FileAlreadyExistsException e) {
                throw inUse();
            }
            // Not all file systems make a file only if there is none, so that two may have made it.
            if (!isClaimed()) {
                throw inUse();
            }
            List<String> names = HadoopFiles.list(target.folder());
            if (names.contains(DONE)) { // The command before has come to its end just now.
                system.delete(new Path(folder, Claim.NAME), false);
                checkContent(names);
            }
            claimed = true;
            deleteParts(system);
        });
    }

    /**
     * Writes a part beside its place and moves it there.
     *
     * @param attempt that no other task of the command has
     * @throws UserError (a failed job) if the folder is no longer the command's
     */
    void write(int part, long attempt, Iterable<String> lines) {
        Path whole = new Path(folder, name(part));
        Path beside = new Path(folder, Text.format(".%s.%s.attempt-%d", name(part), target.run(), attempt));
        write(system -> {
            checkClaim();
            boolean moved = false;
            try {
                // It does not make the folder, which may be gone by now.
                try (OutputStream out = new BufferedOutputStream(
                        system.createFile(beside).overwrite(true).build())) {
                    for (String line : lines) {
                        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                }
                checkClaim();
                system.delete(whole, false);
                moved = system.rename(beside, whole);
            } finally {
                if (!moved) {
                    deleteQuietly(system, beside);
                }
            }
            if (!moved) {
                throw new IOException("could not be named " + whole.getName());
            }
        });
    }

    private static String name(int part) {
        return Text.format("part-%05d", part);
    }

    private void checkClaim() {
        if (!isClaimed()) {
            throw UserError.failedJob(
                    said(": another command has taken it, or it is not one folder of all machines"),
                    "name a folder that all workers have, and that no other command writes into",
                    null);
        }
    }

    /**
     * Says that all parts are there.
     *
     * @throws UserError (a failed job) if they are not, or something else is
     */
    void end(int parts) {
        write(system -> {
            checkClaim();
            checkParts(system, parts);
            system.createFile(new Path(folder, DONE)).overwrite(false).build().close();
            Claim now = claim();
            if (now != null && !now.run().equals(target.run())) { // It deletes the parts.
                system.delete(new Path(folder, DONE), false);
                checkClaim();
            }
            claimed = false;
            deleteQuietly(system, new Path(folder, Claim.NAME));
        });
    }

    private void checkParts(FileSystem system, int parts) throws IOException {
        TreeSet<String> found = new TreeSet<>(HadoopFiles.list(target.folder()));
        found.remove(Claim.NAME);
        for (String name : List.copyOf(found)) {
            if (isOwnAttempt(name)) { // of a lost executor
                system.delete(new Path(folder, name), false);
                found.remove(name);
            }
        }
        for (int part = 0; part < parts; part++) {
            if (!found.remove(name(part))) {
                throw incomplete(name(part) + " is missing");
            }
        }
        if (!found.isEmpty()) {
            throw incomplete("found " + found.first() + " beside the parts");
        }
    }

    private UserError incomplete(String what) {
        return UserError.failedJob(
                said(": " + what), "give the same command again, and let no other write into the folder", null);
    }

    private boolean isOwnAttempt(String name) {
        return ATTEMPT.matcher(name).matches() && name.contains(target.run());
    }

    /** Takes back what was written, as far as it can be. */
    void discard() {
        try {
            FileSystem system = HadoopFiles.system(target.folder());
            if (claimed && isClaimed()) {
                deleteParts(system);
                system.delete(new Path(folder, Claim.NAME), false);
                deleteParts(system); // of tasks that found the claim just before
            }
            if (made) {
                system.delete(folder, false);
            }
        } catch (IOException | RuntimeException e) {
            // What led here is told. The claim is left with the parts, so that the next command replaces them.
        }
    }

    private void deleteParts(FileSystem system) throws IOException {
        for (String name : HadoopFiles.list(target.folder())) {
            if (isPart(name)) {
                system.delete(new Path(folder, name), false);
            }
        }
    }

    private static void deleteQuietly(FileSystem system, Path file) {
        try {
            system.delete(file, false);
        } catch (IOException | RuntimeException e) {
            // Nobody takes it for a part.
        }
    }

    /** Something that is done in the folder. */
    private interface Writing {
        void in(FileSystem system) throws IOException;
    }

    private void write(Writing writing) {
        try {
            writing.in(HadoopFiles.system(target.folder()));
        } catch (UserError e) {
            throw e;
        } catch (IOException | RuntimeException e) { // as file systems throw either
            throw UserError.failedJob(
                    said(": cannot be written (" + Reason.of(e) + ")"),
                    "name a folder that all workers can write into",
                    e);
        }
    }

    private UserError inUse() {
        return new UserError(
                said(": is in use by another command"), "wait until that has ended, or name another folder");
    }

    private Phrase said(String what) {
        return Phrase.of(Setting.OUTPUT_FOLDER, " " + target.folder().name() + what);
    }
}
