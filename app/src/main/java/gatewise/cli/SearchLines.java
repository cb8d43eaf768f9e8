package gatewise.cli;

import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.report.Comparison;
import gatewise.report.ComparisonTable;
import gatewise.report.SearchReport;
import gatewise.report.SearchTable;
import gatewise.study.Search;
import gatewise.study.SearchFolder;
import gatewise.study.SearchResults;
import gatewise.study.SearchRunner;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What a search says and leaves at its end, or so far. */
record SearchLines(CommandSpec command, SearchFolder folder) {
    /** What a comparison of the winner does not need. */
    private static final Set<String> OF_THE_SEARCH =
            Set.of("--search", "--configurations", "--seeds", "--seed", "--part", "--out", "--optimizer");

    /** The rungs to come, and what they cost. */
    static String plan(Search search) {
        return Text.format(
                "%s, seed %d: %s; at most %s",
                Text.count(search.terms().configurations(), "configuration"),
                search.plan().seed(),
                search.rungs().stream()
                        .map(rung ->
                                Text.format("%d up to %s", rung.configurations(), Text.count(rung.epochs(), "epoch")))
                        .collect(Collectors.joining(", ")),
                Text.count(search.budget(), "epoch"));
    }

    /** The command line, to be typed again. */
    static String typed(CommandSpec command) {
        return "gatewise "
                + ShellWords.line(command.root().commandLine().getParseResult().originalArgs());
    }

    /** Prints what is there and writes the report of it. */
    SearchResults print(Search search) {
        SearchResults results = SearchResults.of(search, folder);
        String typed = "gatewise " + ShellWords.line(search.command());
        Terminal terminal = Terminal.of(command);
        PrintWriter out = command.commandLine().getOut();
        out.println(terminal.tables(SearchTable.text(results).toString(terminal.outWidth())));
        results.winner().ifPresent(winner -> {
            Comparison comparison = Comparison.of(winner.study(), winner.results());
            out.println(terminal.heading("winner:"));
            out.println(terminal.tables(ComparisonTable.text(comparison).toString(terminal.outWidth())));
        });
        List<Path> written = SearchReport.write(folder, results, typed);
        out.println("written:");
        written.forEach(path -> out.println("  " + path));
        if (results.complete()) {
            next(results.winner().orElseThrow(), search);
        }
        return results;
    }

    /**
     * The same of a search that may be unfinished.
     *
     * @throws UserError (a failed job) if it is
     */
    void report(Search search) {
        if (!print(search).complete()) {
            SearchRunner.requireHope(search, folder);
            throw UserError.failedJob(
                    folder.path() + ": the search is not at its end",
                    "wait for the processes that run, or go on with it by --search",
                    null);
        }
    }

    private void next(SearchResults.Winner winner, Search search) {
        Comparison comparison = Comparison.of(winner.study(), winner.results());
        long seed = comparison.best().bestRun().seed();
        Path model = winner.study().runs().stream()
                .filter(run -> run.seed() == seed)
                .map(run -> folder.winner().scored(run))
                .findFirst()
                .orElseThrow();
        command.commandLine()
                .getOut()
                .println(Terminal.of(command).heading("next:") + " " + ShellWords.line("gatewise", "evaluate", model)
                        + "\n      " + ShellWords.line(compare(search)));
    }

    /** The command that compares the winner under the search's plan, from other seeds than the search's. */
    private List<String> compare(Search search) {
        List<String> words = new ArrayList<>(
                List.of("gatewise", "compare", folder.winnerFile().toString()));
        List<String> typed = search.command();
        for (int i = typed.indexOf(command.name()) + 1; i < typed.size(); i++) {
            String name = typed.get(i).replaceFirst("(?s)=.*", "");
            OptionSpec option = command.optionsMap()
                    .getOrDefault(name, command.negatedOptionsMap().get(name));
            if (option == null) {
                continue; // the file of the space
            }
            boolean valued = option.arity().max() > 0 && name.equals(typed.get(i)) && i + 1 < typed.size();
            if (!OF_THE_SEARCH.contains(name)) {
                words.addAll(typed.subList(i, valued ? i + 2 : i + 1));
            }
            i += valued ? 1 : 0;
        }
        words.addAll(List.of("--seed", Long.toString(search.plan().seed() + 1)));
        words.addAll(List.of(
                "--out",
                folder.path()
                        .resolveSibling(folder.path().getFileName() + "-winner")
                        .toString()));
        return words;
    }
}
