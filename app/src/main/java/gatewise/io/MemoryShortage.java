package gatewise.io;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Failures of any library, in any thread, that mean that memory was too small, of Java's heap, outside it or of a device. */
public final class MemoryShortage {
    /** Of JavaCPP ("Cannot allocate new FloatPointer", "Physical memory usage is too high"), ND4J, CUDA and cuDNN. */
    private static final Pattern NATIVE =
            Pattern.compile("physical memory usage is too high|cannot allocate|failed to allocate"
                    + "|allocation failed|failed on allocation|out of memory|cuda_?error_?(memory_?allocation|out_?of_?memory)|bad_alloc"
                    + "|alloc_failed");

    /** Names of classes say nothing to a user. */
    private static final Pattern POINTER = Pattern.compile("new \\w+Pointer\\((\\d+)\\)");

    private static final Pattern CLASS = Pattern.compile(
            "Exception java\\.lang\\.OutOfMemoryError(?:: )?(.*?)(?: \\[in thread .*)?", Pattern.DOTALL);

    /** What ND4J's Jackson makes of the error while it looks at a class. */
    private static final Pattern IN_WORDS = Pattern.compile(
            "Failed on call to `.*problem: \\(java\\.lang\\.OutOfMemoryError\\) ([A-Z][a-z]+(?: [a-z]+)*)");

    private static final int DEEPEST = 20;

    private static final long GIGABYTE = 1 << 30;
    private static final long USUAL = 8;

    private MemoryShortage() {}

    /**
     * The failed job of something that Java's heap is too small for; {@link #of} finds it, too.
     *
     * @param problem what it is, and what there is
     * @param smaller what makes it need less, such as {@code make it smaller}
     * @param cause null where it was not tried
     */
    public static UserError ofTheHeap(String problem, String smaller, OutOfMemoryError cause) {
        return UserError.failedJob(problem, smaller + ", or " + more("-Xmx"), ofTheHeap(cause));
    }

    /** A cause that {@link #of} finds. */
    public static OutOfMemoryError ofTheHeap(OutOfMemoryError cause) {
        return cause == null ? new OutOfMemoryError("Java heap space") : cause;
    }

    /**
     * What raises a bound of the JVM, with a value that is likely to be enough.
     *
     * @param bound such as {@code -Xmx}
     */
    public static String more(String bound) {
        long now = Runtime.getRuntime().maxMemory() / GIGABYTE;
        return "allow more with GATEWISE_OPTS='" + bound + (now < USUAL ? USUAL : 2 * now) + "g'";
    }

    /**
     * What was too small, such as {@code Java heap space}; null if a failure is another one.
     *
     * @param failure with its causes
     */
    public static String of(Throwable failure) {
        String found = null;
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            Matcher ofAClass = ofAClass(cause);
            if (ofAClass.matches()) {
                return ofAClass.group(1).isEmpty() ? "Java heap space or metaspace" : ofAClass.group(1);
            }
            Matcher inWords = IN_WORDS.matcher(isLibrarys(cause) ? cause.getMessage() : "");
            if (inWords.find()) {
                return inWords.group(1);
            }
            boolean isOne = cause instanceof OutOfMemoryError || isNative(cause);
            found = isOne ? POINTER.matcher(Reason.line(cause)).replaceAll("$1 numbers") : found;
        }
        return found;
    }

    /** A class whose initialisation ran out of memory once cannot be used later, which Java says in this way alone. */
    private static Matcher ofAClass(Throwable failure) {
        boolean isOne = failure instanceof ExceptionInInitializerError && failure.getMessage() != null;
        return CLASS.matcher(isOne ? failure.getMessage() : "");
    }

    /** A file's or a socket's failure says such words of the disk, or of what a peer said. */
    private static boolean isLibrarys(Throwable failure) {
        return failure instanceof RuntimeException && !(failure instanceof UserError) && failure.getMessage() != null;
    }

    private static boolean isNative(Throwable failure) {
        return isLibrarys(failure)
                && NATIVE.matcher(failure.getMessage().toLowerCase(Locale.ROOT)).find();
    }
}
