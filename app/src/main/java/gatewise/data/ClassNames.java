package gatewise.data;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The order of classes: numbers by their value, before all other names by their characters. */
final class ClassNames {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,30}(?:\\.\\d{0,30})?(?:[eE][+-]?\\d{1,2})?");
    private static final Comparator<String> ORDER = Comparator.comparing((String name) -> !isNumber(name))
            .thenComparing(name -> isNumber(name) ? new BigDecimal(name) : BigDecimal.ZERO)
            .thenComparing(ClassNames::byCodePoint);

    private ClassNames() {}

    private static boolean isNumber(String name) {
        return NUMBER.matcher(name).matches();
    }

    private static int byCodePoint(String a, String b) {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        return Arrays.compare(left, right);
    }

    /** Names in this order. */
    static List<String> sorted(List<String> names) {
        return names.stream().sorted(ORDER).toList();
    }

    /** Of each name, its place in another list that holds all of them. */
    static int[] places(List<String> names, List<String> in) {
        Map<String, Integer> places = new HashMap<>();
        IntStream.range(0, in.size()).forEach(i -> places.put(in.get(i), i));
        return names.stream().mapToInt(places::get).toArray();
    }
}
