package gatewise.io;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A part of a message in which settings stand as such, so that whoever shows it may call them as its reader does; as plain
 * text it has their own names. It is of one line that a terminal shows as it is: control characters, which names in files
 * may hold, stand as their numbers, and of a long text the middle is left out.
 */
public final class Phrase implements CharSequence {
    private static final int LONGEST = 1_000;

    /** Texts and settings. */
    private final List<Object> parts;

    private Phrase(List<Object> parts) {
        this.parts = List.copyOf(parts);
    }

    /** All parts in a row: settings, other phrases, and the texts of anything else. */
    public static Phrase of(Object... parts) {
        List<Object> all = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof Phrase phrase) {
                all.addAll(phrase.parts);
            } else {
                all.add(part instanceof Setting ? part : text(part));
            }
        }
        return new Phrase(all);
    }

    private static String text(Object part) {
        return Text.visible(Text.shortened(String.valueOf(part), LONGEST));
    }

    /** With settings called by these names. */
    public String text(Function<Setting, String> names) {
        return parts.stream()
                .map(part -> part instanceof Setting setting ? names.apply(setting) : part.toString())
                .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return text(Setting::toString);
    }

    @Override
    public int length() {
        return toString().length();
    }

    @Override
    public char charAt(int index) {
        return toString().charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().subSequence(start, end);
    }
}
