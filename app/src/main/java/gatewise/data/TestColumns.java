package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the tables of a pair say in their columns, where no features are named: the test file the same as the training file. */
final class TestColumns {
    private final SequencePaths paths;
    private final Columns named;
    private final List<String> trained;
    private final List<String> tested;

    TestColumns(SequencePaths paths, Columns named) {
        this.paths = paths;
        this.named = named;
        trained = TableFile.first(paths.train());
        tested = TableFile.first(paths.test());
    }

    /**
     * Makes sure that no column of the test file is left out, or read as a step, that the training file has not.
     *
     * @throws UserError that names the column
     */
    void check(DataOrigin.Kind kind) {
        if (kind == DataOrigin.Kind.LONG) {
            List<String> more =
                    tested.stream().filter(name -> !trained.contains(name)).toList();
            if (!more.isEmpty()) {
                throw unknown(more);
            }
        } else if (!WideRoles.isBare(trained) && !WideRoles.isBare(tested)) {
            checkSteps(steps(trained), steps(tested));
        }
    }

    /**
     * Columns with a row a sequence; a file whose sequences are longer has more of the same kind, behind the others. Names that
     * differ in digits alone, as dates of another year do, may be others, in the same order.
     */
    private void checkSteps(List<String> train, List<String> test) {
        int common = Math.min(train.size(), test.size());
        for (int i = 0; i < common; i++) {
            String name = test.get(i);
            if (!isLike(name, List.of(train.get(i)))) {
                if (!isLike(name, train)) {
                    throw unknown(List.of(name));
                }
                throw error(Phrase.of(
                        Text.format("step %d is column ", i),
                        TableRows.shown(name),
                        ", and in ",
                        paths.train(),
                        " column ",
                        TableRows.shown(train.get(i))));
            }
        }
        List<String> more =
                test.stream().skip(common).filter(name -> !isLike(name, train)).toList();
        if (!more.isEmpty()) {
            throw unknown(more);
        }
        new NameOrder(train).firstMisplaced(test).ifPresent(i -> {
            throw error(Phrase.of(
                    "column ",
                    TableRows.shown(test.get(i)),
                    " stands behind ",
                    TableRows.shown(test.get(i - 1)),
                    ", and steps are in another order in ",
                    paths.train()));
        });
    }

    /** Whether a name differs in digits alone, as t25 does from t24. */
    private static boolean isLike(String name, List<String> others) {
        Set<String> kinds = others.stream().map(TestColumns::withoutDigits).collect(Collectors.toSet());
        return kinds.contains(withoutDigits(name));
    }

    private static String withoutDigits(String name) {
        return name.replaceAll("[0-9]+", "0");
    }

    private List<String> steps(List<String> header) {
        Set<String> others = Stream.of(
                        Stream.of(named.sequence(), named.label()).filter(name -> name != null),
                        named.targets() == null ? Stream.<String>of() : named.targets().stream())
                .flatMap(names -> names)
                .collect(Collectors.toSet());
        List<String> steps = new ArrayList<>(header);
        steps.removeIf(others::contains);
        // Steps behind the last that has a name need none.
        while (!steps.isEmpty() && steps.get(steps.size() - 1).isEmpty()) {
            steps.remove(steps.size() - 1);
        }
        return steps;
    }

    private UserError unknown(List<String> more) {
        boolean one = more.size() == 1;
        return error(Phrase.of(
                one ? "column " : "columns ",
                one ? TableRows.shown(more.get(0)) : Text.list(more),
                one ? " is" : " are",
                " not in ",
                paths.train(),
                " (",
                Text.list(trained),
                ")"));
    }

    private UserError error(Phrase problem) {
        return new UserError(
                Phrase.of(paths.test(), ", line 1: ", problem),
                Phrase.of("give two files of the same columns, or name by ", Setting.FEATURES, " what is read"));
    }
}
