package gatewise.data;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a set was recognised as, and how its parts came about; for a reader, not for a checkpoint.
 *
 * @param form of its files
 * @param ownTest whether the test sequences have a file of their own
 * @param filled values that were missing and were put in
 * @param rounded lines on numbers that single precision does not tell apart
 */
public record DataOrigin(Kind form, boolean ownTest, long filled, List<String> rounded) {
    /** What sequences are read from. */
    public enum Kind {
        IDX("IDX files"),
        TS(".ts"),
        LONG("table with a row a step"),
        WIDE("table with a row a sequence"),
        COMPUTED("computed");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Of images. */
    static final DataOrigin IMAGES = new DataOrigin(Kind.IDX, true, 0, List.of());

    /** Of sequences that are computed, all parts by the same rule. */
    public static final DataOrigin COMPUTED = new DataOrigin(Kind.COMPUTED, true, 0, List.of());

    public DataOrigin {
        requireNonNull(form, "form is null");
        rounded = List.copyOf(rounded);
    }
}
