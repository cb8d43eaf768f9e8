package gatewise.cli;

import gatewise.io.MemoryShortage;
import gatewise.io.Text;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Memory that has a bound of its own: how its lack is recognised, and what mends it. */
enum MemoryKind {
    HEAP("heap", "overhead", "array size"),
    METASPACE("metaspace"),
    CLASS_SPACE("class space"),
    THREADS("native thread"),
    DIRECT_BUFFERS("direct buffer"),
    /** What nothing else is: outside of Java's heap, or of a device. */
    NATIVE;

    /** What mends a lack of metaspace; a constant, so that it can be said where no class can be loaded. */
    static final String MORE_METASPACE = "allow more with GATEWISE_OPTS='-XX:MaxMetaspaceSize=1g'";

    /** The same of the space for compressed class pointers. */
    static final String MORE_CLASS_SPACE = "allow more with GATEWISE_OPTS='-XX:CompressedClassSpaceSize=1g'";

    private static final long MEGABYTE = 1 << 20;

    private final List<String> words;

    /** @param words of which its failures have one */
    MemoryKind(String... words) {
        this.words = List.of(words);
    }

    /** @param what was too small, as {@link MemoryShortage} says it */
    static MemoryKind of(String what) {
        String text = what.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(kind -> kind.words.stream().anyMatch(text::contains))
                .findFirst()
                .orElse(NATIVE);
    }

    /** Options that make a command need less of it, the strongest first. */
    List<String> lower() {
        return switch (this) {
            // It holds the data whole, and a network while it is written.
            case HEAP -> List.of("--hidden", "--parameters");
            case DIRECT_BUFFERS, NATIVE -> List.of("--batch", "--hidden", "--parameters", "--limit", "--threads");
            case METASPACE, CLASS_SPACE, THREADS -> List.of();
        };
    }

    /** Whether a run is no part of what it is needed for. */
    private boolean isOfTheJvm() {
        return this == METASPACE || this == CLASS_SPACE || this == THREADS;
    }

    /** Such as "there is not enough memory (Java heap space; Java's heap may take 64 MB)". */
    String problem(String what) {
        String heap = isOfTheJvm()
                ? ""
                : Text.format(
                        "; Java's heap may take %d MB", Runtime.getRuntime().maxMemory() / MEGABYTE);
        return "there is not enough memory (" + what + heap + ")";
    }

    /** What raises its bound. */
    String more() {
        return switch (this) {
            case HEAP -> MemoryShortage.more("-Xmx");
            case METASPACE -> MORE_METASPACE;
            case CLASS_SPACE -> MORE_CLASS_SPACE;
            case THREADS -> "allow more processes or threads to this user, as by ulimit -u";
            case DIRECT_BUFFERS -> MemoryShortage.more("-XX:MaxDirectMemorySize=");
            case NATIVE -> MemoryShortage.more("-Dorg.bytedeco.javacpp.maxBytes=");
        };
    }
}
