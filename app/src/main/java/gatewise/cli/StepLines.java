package gatewise.cli;

import gatewise.data.Form;
import gatewise.data.Missing;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Steps as lines of numbers, in the order of the features or of a header. */
final class StepLines {
    private static final float LARGEST = 1e38f;
    /** Gives nothing back, for a field may be of a million digits. */
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:[0-9]++[.]?[0-9]*+|[.][0-9]++)(?:[eE][-+]?[0-9]{1,9}+)?");

    /** What some programs begin a text with. */
    private static final String MARK = "\ufeff";

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*+\"");
    private static final String QUOTES = "put the whole field into quotes, and double the quote inside";

    private final Form form;
    private final Missing missing;
    /** The values before, in the scale of the network; what is missing before the first becomes the mean. */
    private final float[] before;

    private char separator;
    /** Of each field, its feature, or -1; null before the first line. */
    private int[] features;

    /** @param missing what becomes of values that are left out */
    StepLines(Form form, Missing missing) {
        this.form = form;
        this.missing = missing;
        before = new float[form.features().size()];
    }

    /** A sequence begins. */
    void begin() {
        Arrays.fill(before, 0);
    }

    /** Whether it is known what the fields are: without that, no line can be read. */
    boolean goesOn() {
        return features != null;
    }

    /**
     * The values of a line as a network reads them.
     *
     * @param given the line
     * @return null for a header
     * @throws UserError that names the line, if it is no step
     */
    float[] values(String given, long number) {
        String line = features == null && given.startsWith(MARK) ? given.substring(MARK.length()) : given;
        if (features == null) {
            String bare = QUOTED.matcher(line).replaceAll("");
            separator = bare.indexOf('\t') >= 0 ? '\t' : bare.indexOf(';') >= 0 ? ';' : ',';
            List<String> fields = fields(line, number);
            if (fields.stream().anyMatch(field -> !isMissing(field) && !isNumber(field))) {
                features = header(fields, number);
                return null;
            }
            features = new int[form.features().size()];
            Arrays.setAll(features, i -> i);
        }
        return step(fields(line, number), number);
    }

    private List<String> fields(String line, long number) {
        if (line.indexOf('"') >= 0) {
            return NameList.fields(line, separator)
                    .orElseThrow(
                            () -> error(number, "has a quote that is not closed, or text behind a closed one", QUOTES));
        }
        List<String> fields = new ArrayList<>();
        int from = 0;
        for (int at; (at = line.indexOf(separator, from)) >= 0; from = at + 1) {
            fields.add(line.substring(from, at).strip());
        }
        fields.add(line.substring(from).strip());
        return fields;
    }

    private int[] header(List<String> fields, long number) {
        List<String> expected = form.features();
        for (String feature : expected) {
            int first = fields.indexOf(feature);
            if (first < 0 || first != fields.lastIndexOf(feature)) {
                throw error(
                        number,
                        Text.format(
                                "%s %s, expected numbers or the names of the features, %s",
                                first < 0 ? "does not name" : "names twice", Text.name(feature), Text.list(expected)),
                        "correct the first line");
            }
        }
        return fields.stream().mapToInt(expected::indexOf).toArray();
    }

    private float[] step(List<String> fields, long number) {
        if (fields.size() != features.length) {
            throw error(
                    number,
                    Text.format("has %s, expected %d", Text.count(fields.size(), "value"), features.length),
                    "give one a feature, with "
                            + (separator == ',' ? "commas" : separator == ';' ? "semicolons" : "tabs")
                            + " between them as the first line has");
        }
        float[] values = new float[before.length];
        for (int i = 0; i < features.length; i++) {
            if (features[i] >= 0) {
                values[features[i]] = value(fields.get(i), features[i], number);
            }
        }
        System.arraycopy(values, 0, before, 0, values.length);
        return values;
    }

    private float value(String field, int feature, long number) {
        String name = Text.name(form.features().get(feature));
        if (isMissing(field)) {
            if (missing == Missing.REFUSE) {
                throw error(number, name + " is missing", Phrase.of("give it, or train with ", Setting.MISSING));
            }
            return missing == Missing.INTERPOLATE ? before[feature] : 0;
        }
        if (!isNumber(field)) {
            throw error(number, name + ": found " + Text.name(field) + ", expected a number", "correct it");
        }
        float scaled = form.scaling().scaled(feature, Float.parseFloat(field));
        if (!(Math.abs(scaled) <= LARGEST)) {
            throw error(
                    number,
                    name + ": " + Text.name(field) + " is too far from the training sequences' values",
                    "correct it");
        }
        return scaled;
    }

    private static boolean isMissing(String field) {
        return field.isEmpty() || field.equals("?") || field.equals("NA") || field.equalsIgnoreCase("nan");
    }

    private static boolean isNumber(String field) {
        return NUMBER.matcher(field).matches();
    }

    private static UserError error(long number, CharSequence problem, CharSequence fix) {
        return new UserError(Phrase.of("standard input, line ", number, ": ", problem), fix);
    }
}
