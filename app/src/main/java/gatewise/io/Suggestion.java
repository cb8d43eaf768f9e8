package gatewise.io;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The word that somebody probably meant who typed another. */
public final class Suggestion {
    /** A word of fewer letters is near to too many others. */
    private static final int SHORTEST = 3;

    /** Nobody types longer words, and files of strangers hold them. */
    private static final int LONGEST = 64;

    /** Words of a file that are looked at. */
    private static final int MOST = 10_000;

    private Suggestion() {}

    /**
     * The nearest of the known words, whatever their case; else the one that shares a part between hyphens ({@code --rate},
     * {@code --max-epochs}) or is abbreviated to the first letters of its parts ({@code --lr}) or by leaving letters out ({@code --idx}). Empty if none
     * is near, or if several go on where this one ends.
     */
    public static Optional<String> of(String typed, Collection<String> all) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        String word = letters(typed);
        List<String> known = all.stream()
                .filter(candidate -> candidate.length() <= LONGEST)
                .limit(MOST)
                .toList();
        if (known.stream()
                        .filter(candidate -> letters(candidate).startsWith(word + "-"))
                        .count()
                > 1) {
            return Optional.empty();
        }
        Optional<String> nearest = known.stream()
                .filter(candidate -> isNear(word, letters(candidate)))
                .min(Comparator.comparingInt(candidate -> distance(word, letters(candidate))));
        return nearest.or(() -> only(known.stream()
                .filter(candidate -> sharesPart(word, letters(candidate))
                        || initials(letters(candidate)).equals(word)
                        || isShortFor(word, letters(candidate)))
                .toList()));
    }

    private static Optional<String> only(List<String> words) {
        return words.size() == 1 ? Optional.of(words.get(0)) : Optional.empty();
    }

    private static boolean sharesPart(String word, String candidate) {
        return Math.min(word.length(), candidate.length()) >= SHORTEST
                && (parts(candidate).contains(word) || parts(word).contains(candidate));
    }

    /** Those of several parts; of one, nothing that anybody types. */
    private static String initials(String candidate) {
        List<String> parts = parts(candidate);
        return parts.size() < 2
                ? "-"
                : parts.stream().map(part -> part.substring(0, 1)).collect(Collectors.joining());
    }

    /** Whether a word has lost letters, but for the first: {@code idx} for index. */
    private static boolean isShortFor(String word, String candidate) {
        if (word.length() < SHORTEST
                || 2 * word.length() < candidate.length()
                || word.charAt(0) != candidate.charAt(0)) {
            return false;
        }
        int at = 0;
        for (int i = 0; i < candidate.length() && at < word.length(); i++) {
            at += candidate.charAt(i) == word.charAt(at) ? 1 : 0;
        }
        return at == word.length();
    }

    private static List<String> parts(String word) {
        return Arrays.stream(word.split("[-_]")).filter(part -> !part.isEmpty()).toList();
    }

    /** One is as good as the other by a letter in three, or begins with the other. */
    private static boolean isNear(String word, String candidate) {
        int shorter = Math.min(word.length(), candidate.length());
        return shorter >= SHORTEST
                && (distance(word, candidate) <= Math.max(1, word.length() / 3)
                        || candidate.startsWith(word)
                        || word.startsWith(candidate));
    }

    /** What mends a word that is none of the known ones. */
    public static String fix(String typed, Collection<String> known) {
        return of(typed, known).map(word -> "did you mean " + word + "?").orElse("give one of these");
    }

    private static String letters(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("^-+", "");
    }

    /** Letters to add, drop, change, or swap with their neighbours (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(distance[i - 1][j], distance[i][j - 1]) + 1;
                least = Math.min(least, distance[i - 1][j - 1] + change);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                distance[i][j] = swapped ? Math.min(least, distance[i - 2][j - 2] + 1) : least;
            }
        }
        return distance[a.length()][b.length()];
    }
}
