package gatewise.backend;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;

/** Loads native libraries through JavaCPP and reads what its failures say. */
public final class NativeLibraries {
    private static final Pattern MISSING_LIBRARY =
            Pattern.compile("(lib[\\w.+-]+\\.so[\\w.]*): cannot open shared object");

    private NativeLibraries() {}

    /**
     * Loads the library behind a JavaCPP class without initialising the class.
     *
     * @param className of the class that declares the native methods
     * @throws ClassNotFoundException if that class is not on the class path
     * @throws UnsatisfiedLinkError if its library, or one that it needs, is missing or cannot be loaded
     */
    public static void load(String className) throws ClassNotFoundException {
        Loader.load(Class.forName(className, false, NativeLibraries.class.getClassLoader()));
    }

    /**
     * The first cause of all, which alone names the missing library.
     *
     * @param failure what loading threw
     * @return its cause's cause and so on, or itself
     */
    public static Throwable rootCause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    /**
     * The shared object that the system's loader looked for in vain.
     *
     * @param rootCause as {@link #rootCause} gives it
     * @return the file's name, where the message has one
     */
    public static Optional<String> missingLibrary(Throwable rootCause) {
        Matcher matcher = MISSING_LIBRARY.matcher(String.valueOf(rootCause.getMessage()));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /**
     * A failure that has nothing to do with a GPU: no natives for this platform, no room to unpack them, something else.
     *
     * @param what the library's name for the user
     * @param platform in JavaCPP's words, such as {@code linux-x86_64}
     * @param failure what loading threw
     * @return the reason, its fix and the failure
     */
    public static Problem problem(String what, String platform, Throwable failure) {
        Throwable root = rootCause(failure);
        String message = String.valueOf(root.getMessage());
        if (root instanceof ClassNotFoundException || message.startsWith("Could not find jni")) {
            return new Problem(
                    "no natives of " + what + " for " + platform + " on the class path",
                    "build on this machine, so that Maven fetches the natives of its platform",
                    failure);
        }
        if (isAboutFiles(message)) {
            return new Problem(
                    "cannot unpack the natives of " + what + " (" + oneLine(message) + ")",
                    "make room or choose a writable folder with Java's option -Dorg.bytedeco.javacpp.cachedir=<folder>",
                    failure);
        }
        return new Problem(
                "the natives of " + what + " do not load (" + oneLine(root.toString()) + ")",
                missingLibrary(root)
                        .map(library -> "install the system package that holds " + library)
                        .orElse("delete JavaCPP's cache (~/.javacpp/cache) and try again"),
                failure);
    }

    private static boolean isAboutFiles(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return lower.contains("could not create the cache")
                || lower.contains("no space left")
                || lower.contains("read-only file system")
                || lower.contains("permission denied")
                || lower.contains("access is denied")
                || lower.contains("failed to map segment")
                || lower.contains("not enough space");
    }

    /**
     * Without line breaks and runs of spaces.
     *
     * @param text such as a message of several lines
     * @return its words on one line
     */
    public static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").trim();
    }
}
