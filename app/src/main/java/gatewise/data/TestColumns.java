package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.UserError;
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
                throw error(StepColumns.unknown(more, paths.train().toString(), trained));
            }
        } else if (!WideRoles.isBare(trained) && !WideRoles.isBare(tested)) {
            new StepColumns(steps(trained)).check(steps(tested), paths.train().toString(), this::error);
        }
    }

    private List<String> steps(List<String> header) {
        Set<String> others = Stream.of(
                        Stream.of(named.sequence(), named.label()).filter(name -> name != null),
                        named.targets() == null ? Stream.<String>of() : named.targets().stream())
                .flatMap(names -> names)
                .collect(Collectors.toSet());
        return header.stream().filter(name -> !others.contains(name)).toList();
    }

    private UserError error(Phrase problem) {
        return new UserError(
                Phrase.of(paths.test(), ", line 1: ", problem),
                Phrase.of("give two files of the same columns, or name by ", Setting.FEATURES, " what is read"));
    }
}
