package gatewise.spark;

import gatewise.checkpoint.Provenance;
import gatewise.data.DataFiles;
import gatewise.data.Dataset;
import gatewise.io.Phrase;
import gatewise.io.UserError;
import gatewise.machine.Cpu;
import gatewise.machine.ProcessIdentity;
import gatewise.study.RunResult;
import gatewise.study.RunTask;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;

/** What an executor does for a run of a study. It does one at a time, and keeps the data for the next. */
final class StudyWork {
    /** Set by a worker: folders that it deletes when the application has ended, even if executors were killed. */
    private static final String FOLDERS = "SPARK_EXECUTOR_DIRS";

    private static Provenance.Data known;
    private static Dataset data;

    private StudyWork() {}

    static Map<String, byte[]> train(Task sent, Map<String, byte[]> shared, DoubleConsumer progress)
            throws IOException {
        checkProcessor(System.getenv(), Cpu.here());
        RunTask task = RunTask.parse(sent.text());
        Path folder = folder();
        try {
            Dataset set = data(task, new DataFiles(shared), Files.createDirectory(folder.resolve("data")));
            return task.train(set, sent.files(), place(), Files.createDirectory(folder.resolve("study")), progress);
        } finally {
            delete(folder);
        }
    }

    /** OpenBLAS takes the word of the variable for what the processor can do, and the process would die of it. */
    static void checkProcessor(Map<String, String> environment, Cpu cpu) {
        boolean asked = "SkylakeX".equalsIgnoreCase(environment.get("OPENBLAS_CORETYPE"));
        if (asked && cpu.features().contains("avx2") && !cpu.features().contains("avx512f")) {
            throw UserError.failedJob(
                    Phrase.of(
                            "OPENBLAS_CORETYPE=SkylakeX came along from where the command was given, and the processor of ",
                            ProcessIdentity.here().host(),
                            " has no AVX-512"),
                    "set OPENBLAS_CORETYPE=Haswell there, and give the command again",
                    null);
        }
    }

    private static synchronized Dataset data(RunTask task, DataFiles files, Path empty) throws IOException {
        if (!task.data().equals(known)) {
            data = task.open(files, empty);
            known = task.data();
        }
        return data;
    }

    private static RunResult.Place place() {
        String executor = SparkEnv.get().executorId();
        int number = executor.matches("[0-9]{1,9}") ? Integer.parseInt(executor) : 0;
        return new RunResult.Place(number, 0, ProcessIdentity.here().host());
    }

    private static Path folder() throws IOException {
        String folders = System.getenv(FOLDERS);
        return folders == null || folders.isBlank()
                ? Files.createTempDirectory("gatewise-")
                : Files.createTempDirectory(Path.of(folders.split(File.pathSeparator)[0]), "gatewise-");
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
