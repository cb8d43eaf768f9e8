package gatewise.cli;

import gatewise.checkpoint.Provenance;
import gatewise.data.Dataset;
import gatewise.data.Reading;
import gatewise.io.UserError;
import gatewise.report.DataSummary;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** What networks are compared on: as a study or a search that is there has it, or as the user says. */
record StudyData(CommandSpec command, CompareOptions options, ReadingOptions readingOptions) {

    /**
     * How files are read.
     *
     * @param begun of what is there, from which the flags may not differ; null if nothing is
     * @param what that is, such as "a study"
     */
    Reading reading(Provenance.Data begun, String what) {
        if (begun == null) {
            return readingOptions.reading();
        }
        if (!readingOptions.reading(begun.reading()).equals(begun.reading())) {
            throw new UserError(
                    "--out " + options.out + " holds " + what + " that reads its data in another way",
                    "leave out the flags for sequences in files, which it keeps, or give another folder");
        }
        return begun.reading();
    }

    /** The sequences. */
    Dataset open(Provenance.Data begun, Reading reading, String what) {
        if (begun != null) {
            return options.stored(begun, what);
        }
        Dataset all =
                options.openSaid(reading, new ReadingLine(command.commandLine().getErr(), Terminal.of(command)));
        return options.limit == null ? all : all.limit(options.limit);
    }

    /** Warns of what the sequences are short of, and says of those that are no images what they were recognised as. */
    void say(Dataset data) {
        Terminal terminal = Terminal.of(command);
        options.warnOfRareClasses(data, command.commandLine().getErr(), terminal);
        if (!data.form().isImages()) {
            PrintWriter said = command.commandLine().getOut();
            said.println(DataSummary.of(data, terminal.outWidth()));
            said.flush();
        }
    }
}
