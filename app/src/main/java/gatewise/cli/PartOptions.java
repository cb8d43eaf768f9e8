package gatewise.cli;

import gatewise.io.UserError;
import gatewise.study.Part;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** How processes share a study. */
final class PartOptions {
    private static final Pattern OF = Pattern.compile("([0-9]{1,9}|auto)/([0-9]{1,9})");
    private static final String AUTO = "auto";
    private static final String KUBERNETES = "JOB_COMPLETION_INDEX";
    private static final String SLURM = "SLURM_ARRAY_TASK_";

    private static final Set<String> ALONE = Set.of("--report", "--out", "--verbose");

    @Option(
            names = "--part",
            paramLabel = "K/N",
            description = "Be part K, from 1, of N processes that share the runs and the folder --out, on however many"
                    + " machines: the same command but for K. 'auto' takes K and N from a job array of Slurm,"
                    + " 'auto/N' K from an indexed job of Kubernetes.")
    private String part;

    @Option(
            names = "--report",
            description =
                    "Train nothing: write the report of the runs in --out, and say which are missing (exit code 1).")
    boolean report;

    /**
     * The part that the user asked for; empty if none.
     *
     * @param environment of this process
     * @throws UserError if it is no part
     */
    Optional<Part> part(Map<String, String> environment) {
        return part == null ? Optional.empty() : Optional.of(parse(environment));
    }

    /** @throws UserError if more is said than which report */
    static void checkAlone(CommandSpec command) {
        ParseResult given = command.commandLine().getParseResult();
        given.matchedArgs().stream()
                .filter(arg -> !(arg instanceof OptionSpec option && ALONE.contains(option.longestName())))
                .findFirst()
                .ifPresent(arg -> {
                    String name = arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
                    throw new UserError(
                            "--report takes the study as it is in --out, got " + name + " too", "leave that out");
                });
    }

    private Part parse(Map<String, String> environment) {
        Matcher of = OF.matcher(part);
        if (!part.equals(AUTO) && !of.matches()) {
            throw new UserError(
                    "--part " + part + ": expected K/N, auto or auto/N, with whole numbers", "give it such as 1/4");
        }
        if (part.equals(AUTO)) {
            return environment(environment, null);
        }
        int parts = Integer.parseInt(of.group(2));
        return of.group(1).equals(AUTO)
                ? environment(environment, parts)
                : new Part(Integer.parseInt(of.group(1)), parts);
    }

    /** @param parts as the user said; or null */
    private Part environment(Map<String, String> environment, Integer parts) {
        if (environment.containsKey(SLURM + "ID")) {
            return slurm(environment, parts);
        }
        if (!environment.containsKey(KUBERNETES)) {
            throw new UserError(
                    "--part " + part + ": neither " + SLURM + "ID nor " + KUBERNETES + " is set",
                    "start it in a job array of Slurm or an indexed job of Kubernetes, or give K/N");
        }
        if (parts == null) {
            throw new UserError(
                    "--part auto: Kubernetes does not say how many completions the job has",
                    "give auto/N, with N as in the job's completions");
        }
        int index = number(environment, KUBERNETES);
        if (parts > 0 && index >= parts) {
            throw new UserError(
                    "--part " + part + ": " + KUBERNETES + " is " + index + ", but of " + parts
                            + " completions the last has " + (parts - 1),
                    "give auto/N, with N as in the job's completions");
        }
        return new Part(index + 1, parts);
    }

    private Part slurm(Map<String, String> environment, Integer parts) {
        int tasks = number(environment, SLURM + "COUNT");
        int step = Math.max(1, environment.containsKey(SLURM + "STEP") ? number(environment, SLURM + "STEP") : 1);
        int first = number(environment, SLURM + "MIN");
        int index = number(environment, SLURM + "ID") - first;
        boolean even = index >= 0 && index % step == 0 && index / step < tasks;
        if (!even) {
            throw new UserError(
                    "--part " + part + ": task " + (first + index) + " is none of " + tasks + " in a row from " + first,
                    "number the array without gaps, such as --array=1-" + tasks);
        }
        if (parts != null && parts != tasks) {
            throw new UserError(
                    "--part " + part + ": the array has " + tasks + (tasks == 1 ? " task" : " tasks"),
                    "give auto for all of an array, or K/N for some of its parts");
        }
        return new Part(index / step + 1, tasks);
    }

    private int number(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || !value.matches("[0-9]{1,9}")) {
            throw new UserError(
                    "--part " + part + ": " + name + (value == null ? " is not set" : " is '" + value + "', no number"),
                    "give K/N");
        }
        return Integer.parseInt(value);
    }
}
