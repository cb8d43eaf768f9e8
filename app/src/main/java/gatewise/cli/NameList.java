package gatewise.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldModifier;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names with commas between them, quoted as in CSV where one has a comma itself. */
final class NameList {
    private static final FieldModifier BARE = new FieldModifier() {
        @Override
        public String modify(long line, int field, boolean quoted, String name) {
            return quoted ? name : name.strip();
        }
    };

    private NameList() {}

    /**
     * The names of all values of a flag, which may be given several times.
     *
     * @param given null if it was not
     * @return null if it was not given
     * @throws UserError if a quote is not closed, or something follows a closing one
     */
    static List<String> of(String flag, List<String> given) {
        if (given == null) {
            return null;
        }
        List<String> names = new ArrayList<>();
        for (String list : given) {
            names.addAll(names(flag, list));
        }
        return names;
    }

    private static List<String> names(String flag, String list) {
        if (list.isEmpty()) {
            return List.of("");
        }
        return fields(list, ',')
                .orElseThrow(() -> new UserError(
                        flag + " '" + Text.line(list, 60) + "': is no list of names with commas between them",
                        "put a name with a comma into double quotes, and double each quote inside, as in '\"a,b\",c'"));
    }

    /**
     * The fields of one line, quoted as in CSV where one has the separator itself, without blanks around those that are not.
     *
     * @return empty if a quote is not closed, something follows a closing one, or the line has an end inside
     */
    static Optional<List<String>> fields(String line, char separator) {
        CsvRecordHandler handler = CsvRecordHandler.of(settings -> settings.fieldModifier(BARE));
        try {
            List<CsvRecord> lines = CsvReader.builder()
                    .fieldSeparator(separator)
                    .allowUnclosedQuote(false)
                    .trimWhitespacesAroundQuotes(true)
                    .build(handler, line)
                    .stream()
                    .toList();
            return lines.size() == 1 ? Optional.of(lines.get(0).getFields()) : Optional.empty();
        } catch (CsvParseException e) {
            return Optional.empty();
        }
    }
}
