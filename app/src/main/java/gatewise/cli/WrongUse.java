package gatewise.cli;

import gatewise.io.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with a command line that cannot be parsed, and what was probably meant. */
final class WrongUse {
    private static final Set<Class<?>> WHOLE = Set.of(int.class, Integer.class, long.class, Long.class);

    private final ParameterException failure;
    private final CommandSpec command;
    private final List<String> words;

    /** @param words the whole command line */
    WrongUse(ParameterException failure, String... words) {
        this.failure = failure;
        this.command = failure.getCommandLine().getCommandSpec();
        this.words = List.of(words);
    }

    /** A number as typed; one that a double would hold as 0 or infinity is refused here, where its text is known. */
    static double number(String text) {
        double value = Double.parseDouble(text);
        boolean hasDigit = text.matches("[^eExX]*[1-9].*");
        if (hasDigit && (value == 0 || Double.isInfinite(value))) {
            throw new TypeConversionException("out of range");
        }
        return value;
    }

    /** An empty name would stand for the working folder, as a variable that is not set would. */
    static Path path(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException("is no name of a file or folder");
        }
        return Path.of(text);
    }

    /** The same of what may be another name. */
    static final class Name implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (text.isEmpty()) {
                throw new TypeConversionException("is no name");
            }
            return text;
        }
    }

    String message() {
        return problem() + "; see '" + command.qualifiedName() + " --help'";
    }

    private String problem() {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            return unmatched.isUnknownOption() ? unknownOption(word) : unknownWord(word);
        }
        if (failure instanceof MissingParameterException missing) {
            return missing.getMissing().stream().map(this::missing).distinct().collect(Collectors.joining(", "));
        }
        if (failure instanceof OverwrittenOptionException || failure instanceof MaxValuesExceededException) {
            return repeated().orElseGet(this::parsersWords);
        }
        return failure.getArgSpec() != null && failure.getValue() != null
                ? badValue(failure.getArgSpec(), failure.getValue())
                : parsersWords();
    }

    private String parsersWords() {
        return failure.getMessage().lines().findFirst().orElse("wrong use");
    }

    private String unknownOption(String word) {
        String name = nameIn(word);
        return "unknown option " + name + meant(name, names(command));
    }

    private String unknownWord(String word) {
        Collection<String> commands = command.subcommands().keySet();
        return commands.isEmpty()
                ? "unexpected argument '" + word + "'" + meant(word, names(command))
                : "unknown command '" + word + "'" + meant(word, commands);
    }

    /** Of a flag that takes none, the value is not there; of one that is not there, all. */
    private String missing(ArgSpec argument) {
        if (argument instanceof OptionSpec option) {
            boolean given = words.stream().map(WrongUse::nameIn).anyMatch(names(option)::contains);
            return option.longestName() + (given ? " needs a value, " : " is missing, give ") + option.longestName()
                    + " " + option.paramLabel();
        }
        return argument.paramLabel() + " is missing";
    }

    /** The option that is there twice, with its values. */
    private Optional<String> repeated() {
        for (OptionSpec option : command.options()) {
            List<String> given = new ArrayList<>();
            for (int i = 0; i < words.size(); i++) {
                if (names(option).contains(nameIn(words.get(i)))) {
                    boolean hasNext = option.arity().max() > 0 && !words.get(i).contains("=") && i + 1 < words.size();
                    given.add(hasNext ? words.get(i) + " " + words.get(i + 1) : words.get(i));
                }
            }
            if (given.size() > 1 && !option.isMultiValue()) {
                return Optional.of(option.longestName() + " is there more than once (" + String.join(", ", given)
                        + "): give it once");
            }
        }
        return Optional.empty();
    }

    private static String badValue(ArgSpec argument, String value) {
        Class<?> type = argument.isMultiValue() ? argument.auxiliaryTypes()[0] : argument.type();
        String name = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
        if (type.isEnum()) {
            List<String> known = Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                    .toList();
            return name + ": expected " + (known.size() == 1 ? known.get(0) : either(known)) + ", got '" + value + "'"
                    + meant(value, known);
        }
        if (type == boolean.class || type == Boolean.class) {
            return name + " takes no value, got '" + value + "'";
        }
        return name + ": expected " + expected(type, value) + ", got '" + value + "'";
    }

    /** A number that is one, is out of range. */
    private static String expected(Class<?> type, String value) {
        if (type == Path.class || type == Location.class) {
            return "the name of a file";
        }
        if (type == String.class) {
            return "a name";
        }
        if (!WHOLE.contains(type)) {
            boolean isOne = value.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?");
            return isOne ? "a number of a size in 1e-307..1e308, or 0" : "a number";
        }
        if (!value.matches("[-+]?[0-9]{1,1000}")) {
            return "a whole number";
        }
        boolean isLong = type == long.class || type == Long.class;
        return "a whole number in " + (isLong ? Long.MIN_VALUE : Integer.MIN_VALUE) + ".."
                + (isLong ? Long.MAX_VALUE : Integer.MAX_VALUE);
    }

    private static String either(List<String> words) {
        int last = words.size() - 1;
        return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    private static String meant(String typed, Collection<String> known) {
        return Suggestion.of(typed, known)
                .map(word -> "; did you mean " + word + "?")
                .orElse("");
    }

    private static Set<String> names(CommandSpec command) {
        Set<String> names = new LinkedHashSet<>();
        command.options().forEach(option -> names.addAll(names(option)));
        return names;
    }

    private static Set<String> names(OptionSpec option) {
        Set<String> names = new LinkedHashSet<>(List.of(option.names()));
        if (option.negatable()) {
            names.addAll(Arrays.stream(option.names())
                    .map(name -> name.replaceFirst("^--", "--no-"))
                    .toList());
        }
        return names;
    }

    /** {@code --epochs} of {@code --epochs=3}. */
    private static String nameIn(String word) {
        return word.startsWith("-") ? word.replaceFirst("=.*", "") : word;
    }
}
