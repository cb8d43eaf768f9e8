package gatewise.spark;

import gatewise.data.RangeSource;
import gatewise.io.FileUri;
import gatewise.io.MemoryShortage;
import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.UserError;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Files by the names that a user gives them: URIs of any file system of Hadoop's, or paths that are the same on every machine. */
final class HadoopFiles {
    private static final String LOCAL = "file";

    /** That a file system has for its first answer. Hadoop would ask one that says nothing for up to a quarter of an hour. */
    private static final int MOST_SECONDS = 60;

    private static Configuration configuration;

    private HadoopFiles() {}

    /** Of a process: to read it takes as long as to score a small part. */
    private static synchronized Configuration configuration() {
        if (configuration == null) {
            SparkEnv environment = SparkEnv.get();
            configuration =
                    SparkHadoopUtil.get().newConfiguration(environment == null ? new SparkConf() : environment.conf());
            // Else Hadoop closes its file systems on Ctrl-C, before what was written is taken back.
            configuration.setBoolean("fs.automatic.close", false);
        }
        return configuration;
    }

    /**
     * With a scheme, of a path in full on this machine. It is as Hadoop writes its paths, in which nothing is escaped: # and
     * % are parts of names.
     */
    static String uri(String given) {
        if (FileUri.isOne(given)) {
            return given;
        }
        java.nio.file.Path path = java.nio.file.Path.of(given).toAbsolutePath().normalize();
        return new Path(LOCAL, null, path.toUri().getPath()).toString();
    }

    /** @throws UserError if there is no such file system, or it cannot be reached */
    static FileSystem system(ScoreTask.Place place) {
        try {
            FileSystem system = path(place).getFileSystem(configuration());
            // The sums that Hadoop writes beside local files are nobody's, and cannot be of names with a colon.
            return system instanceof LocalFileSystem local ? local.getRawFileSystem() : system;
        } catch (IOException | RuntimeException | LinkageError e) { // of a file system whose jars are missing
            throw unreadable(place.name(), e);
        }
    }

    static Path path(ScoreTask.Place place) {
        try {
            return new Path(place.uri());
        } catch (IllegalArgumentException e) {
            throw unreadable(place.name(), e);
        }
    }

    static UserError unreadable(String given, Throwable e) {
        if (e instanceof UserError error) {
            return error;
        }
        if (e instanceof Error error && (!(e instanceof LinkageError) || MemoryShortage.of(e) != null)) {
            throw error;
        }
        boolean lacks = e instanceof NoClassDefFoundError || e instanceof IncompatibleClassChangeError;
        String reason = lacks ? "a jar lacks " + Reason.of(e) : Reason.of(e);
        return new UserError(
                Phrase.of(given, ": cannot be read (" + reason + ")"),
                "give a path, or a URI such as hdfs://HOST:PORT/PATH whose file system SPARK_HOME has the jars of",
                e);
    }

    /**
     * The first that a file system is asked. Null if there is nothing of that name.
     *
     * @throws UserError if it cannot be read, or nothing is said in time
     */
    static FileStatus status(ScoreTask.Place place) {
        return status(place, MOST_SECONDS);
    }

    static FileStatus status(ScoreTask.Place place, int seconds) {
        FutureTask<FileStatus> asked = new FutureTask<>(() -> statusWheneverItComes(place));
        Thread thread = new Thread(asked, "file status");
        thread.setDaemon(true); // Hadoop does not always end when it is interrupted.
        thread.start();
        try {
            return asked.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw unreadable(place.name(), new TimeoutException("no answer within " + seconds + " s"));
        } catch (ExecutionException e) {
            throw unreadable(place.name(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreadable(place.name(), e);
        }
    }

    private static FileStatus statusWheneverItComes(ScoreTask.Place place) {
        try {
            return system(place).getFileStatus(path(place));
        } catch (FileNotFoundException e) {
            return null;
        } catch (IOException | RuntimeException | LinkageError e) {
            throw unreadable(place.name(), e);
        }
    }

    /** The names of what is in a folder. */
    static List<String> list(ScoreTask.Place place) {
        List<String> names = new ArrayList<>();
        try {
            for (FileStatus status : system(place).listStatus(path(place))) {
                names.add(status.getPath().getName());
            }
        } catch (IOException | RuntimeException e) {
            throw unreadable(place.name(), e);
        }
        return names;
    }

    /** Whether a place is a folder itself or lies in it, as far as names and local links tell. */
    static boolean isWithin(ScoreTask.Place place, ScoreTask.Place folder) {
        Path outer = real(folder);
        for (Path path = real(place); path != null; path = path.getParent()) {
            if (path.equals(outer)) {
                return true;
            }
        }
        return false;
    }

    private static Path real(ScoreTask.Place place) {
        try {
            Path path = system(place).makeQualified(path(place));
            return path.toUri().getScheme().equals(LOCAL)
                    ? new Path(LOCAL, null, new File(path.toUri().getPath()).getCanonicalPath())
                    : path;
        } catch (IOException | RuntimeException e) {
            throw unreadable(place.name(), e);
        }
    }

    static RangeSource source(ScoreTask.Place place) {
        FileSystem system = system(place);
        Path path = path(place);
        return new RangeSource() {
            @Override
            public String name() {
                return place.name();
            }

            @Override
            public long size() throws IOException {
                return system.getFileStatus(path).getLen();
            }

            @Override
            public long modified() throws IOException {
                return system.getFileStatus(path).getModificationTime();
            }

            @Override
            public InputStream open(long from) throws IOException {
                FSDataInputStream in = system.open(path);
                try {
                    if (from > 0) {
                        in.seek(from);
                    }
                } catch (IOException e) {
                    in.close();
                    throw e;
                }
                return in;
            }
        };
    }
}
