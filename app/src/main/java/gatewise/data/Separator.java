package gatewise.data;

/** What stands between the fields of a table's row. */
enum Separator {
    TAB('\t', "tabs"),
    SEMICOLON(';', "semicolons"),
    COMMA(',', "commas");

    private static final char QUOTE = '"';

    private final char character;
    private final String plural;

    Separator(char character, String plural) {
        this.character = character;
        this.plural = plural;
    }

    char character() {
        return character;
    }

    /** What messages call it. */
    String plural() {
        return plural;
    }

    /**
     * That of a table: one that the first two lines have equally often goes before others, then the more frequent one, then
     * tabs before semicolons before commas, which may be of decimals or of names.
     *
     * @param beginning of the table, at least its first two lines, or all of it
     */
    static Separator of(String beginning) {
        Separator best = null;
        long most = -1;
        for (Separator candidate : values()) {
            int end = lineEnd(beginning, 0);
            long first = candidate.count(beginning, 0, end);
            boolean hasSecond = end + 1 < beginning.length();
            boolean same = !hasSecond || candidate.count(beginning, end + 1, lineEnd(beginning, end + 1)) == first;
            long rank = first == 0 ? 0 : first + (same ? 1L << Integer.SIZE : 0);
            if (rank > most) {
                most = rank;
                best = candidate;
            }
        }
        return most == 0 ? COMMA : best;
    }

    private static int lineEnd(String text, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            quoted ^= text.charAt(i) == QUOTE;
            if (!quoted && text.charAt(i) == '\n') {
                return i;
            }
        }
        return text.length();
    }

    private long count(String text, int from, int to) {
        boolean quoted = false;
        long count = 0;
        for (int i = from; i < to; i++) {
            quoted ^= text.charAt(i) == QUOTE;
            count += !quoted && text.charAt(i) == character ? 1 : 0;
        }
        return count;
    }
}
