package gatewise.machine;

import static java.util.Objects.requireNonNull;

import gatewise.io.Text;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process among those of several machines. Numbers of processes mean something only where they were given: on one machine
 * since it started, and there in one container.
 *
 * @param host the machine's name
 * @param space in which the number counts: on Linux the start of the system and the namespace of processes
 * @param started what tells the process from a later one of the same number: on Linux the clock ticks from the start of the
 *     system to its own
 */
public record ProcessIdentity(String host, String space, long pid, String started) {
    private static final int LONGEST = 100;
    private static final String ZOMBIE = "Z";
    private static final String DEAD = "X";

    public ProcessIdentity {
        requireNonNull(host, "host is null");
        requireNonNull(space, "space is null");
        requireNonNull(started, "started is null");
    }

    public static ProcessIdentity here() {
        String host = machineName();
        ProcessHandle process = ProcessHandle.current();
        return new ProcessIdentity(host, space(host), process.pid(), started(process));
    }

    /** Whether this process could see that one, and does not: it has ended. */
    public boolean hasEnded() {
        if (!isNear()) {
            return false;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        return process.isEmpty() || !started(process.get()).equals(started);
    }

    /** Whether this process sees that it lives. */
    public boolean lives() {
        return isNear() && !hasEnded();
    }

    /** Whether this process sees it if it lives. */
    private boolean isNear() {
        return space.equals(space(machineName()));
    }

    private static String space(String host) {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + " "
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException e) {
            return host;
        }
    }

    /** Empty of a process that has ended and only waits for its parent to notice. */
    private static String started(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            // The program's name, in brackets, may hold anything.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[0].equals(ZOMBIE) || fields[0].equals(DEAD) ? "" : fields[19];
        } catch (IOException e) {
            return process.info().startInstant().map(Object::toString).orElse("");
        }
    }

    /** As the system has it: a variable of the environment may have come along from another machine. */
    private static String machineName() {
        return Text.line(hostName(), LONGEST);
    }

    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException unknown) {
                return "unknown";
            }
        }
    }
}
