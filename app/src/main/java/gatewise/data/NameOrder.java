package gatewise.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order of columns whose names are numbered, such as t1, t2 or 2024-01, 2024-02. */
final class NameOrder {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern ZEROS = Pattern.compile("^0+");

    private final Map<String, Integer> places = new HashMap<>();
    private final int direction;

    /** @param names in the order that others are compared with */
    NameOrder(List<String> names) {
        boolean up = false;
        boolean down = false;
        for (int i = 0; i < names.size(); i++) {
            places.put(names.get(i), i);
            int sign = i == 0 ? 0 : compare(names.get(i - 1), names.get(i));
            up |= sign > 0;
            down |= sign < 0;
        }
        direction = up == down ? 0 : up ? 1 : -1;
    }

    /** The place of the first name that stands behind one that it should stand before; empty if there is none. */
    OptionalInt firstMisplaced(List<String> names) {
        for (int i = 1; i < names.size(); i++) {
            Integer before = places.get(names.get(i - 1));
            Integer here = places.get(names.get(i));
            boolean known = before != null && here != null;
            if (known ? here < before : direction * compare(names.get(i - 1), names.get(i)) < 0) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * 1 if the second name has the greater number, -1 if the first one has, 0 if that is not clear: 12-2023 and 01-2024 differ in
     * two numbers, and 0.15 and 0.2 in the digits of a fraction.
     */
    private static int compare(String first, String second) {
        Matcher a = DIGITS.matcher(first);
        Matcher b = DIGITS.matcher(second);
        int numbers = 0;
        int differ = 0;
        int sign = 0;
        boolean equalLength = true;
        while (a.find() && b.find()) {
            numbers++;
            if (!a.group().equals(b.group())) {
                differ++;
                sign = Integer.signum(compareNumbers(b.group(), a.group()));
                equalLength = a.group().length() == b.group().length();
            }
        }
        return differ == 1 && (equalLength || numbers == 1) ? sign : 0;
    }

    /** Of digits, as many as there are. */
    private static int compareNumbers(String first, String second) {
        String a = ZEROS.matcher(first).replaceFirst("");
        String b = ZEROS.matcher(second).replaceFirst("");
        return a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length());
    }
}
