package gatewise.spark;

import gatewise.data.RangeSource;
import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.UserError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Files by the names that a user gives them: URIs of any file system of Hadoop's, or paths that are the same on every machine. */
final class HadoopFiles {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private static Configuration configuration;

    private HadoopFiles() {}

    /** Of a process: to read it takes as long as to score a small part. */
    private static synchronized Configuration configuration() {
        if (configuration == null) {
            SparkEnv environment = SparkEnv.get();
            configuration =
                    SparkHadoopUtil.get().newConfiguration(environment == null ? new SparkConf() : environment.conf());
        }
        return configuration;
    }

    /** With a scheme: of a path in full on this machine. */
    static String uri(String given) {
        return SCHEME.matcher(given).matches()
                ? given
                : java.nio.file.Path.of(given)
                        .toAbsolutePath()
                        .normalize()
                        .toUri()
                        .toString();
    }

    /** @throws UserError if there is no such file system, or it cannot be reached */
    static FileSystem system(String given) {
        try {
            FileSystem system = path(given).getFileSystem(configuration());
            // The sums that Hadoop writes beside local files are nobody's.
            system.setWriteChecksum(false);
            return system;
        } catch (IOException | RuntimeException e) { // of a file system whose jar is missing
            throw unreadable(given, e);
        }
    }

    static Path path(String given) {
        return new Path(URI.create(uri(given).replace(" ", "%20")));
    }

    static UserError unreadable(String given, Exception e) {
        return e instanceof UserError error
                ? error
                : new UserError(
                        Phrase.of(given, ": cannot be read (" + Reason.of(e) + ")"),
                        "give a path, or a URI such as hdfs://HOST:PORT/PATH whose file system SPARK_HOME has the jars of",
                        e);
    }

    /** Null if there is nothing of that name. */
    static FileStatus status(String given) {
        try {
            return system(given).getFileStatus(path(given));
        } catch (FileNotFoundException e) {
            return null;
        } catch (IOException | RuntimeException e) {
            throw unreadable(given, e);
        }
    }

    /** The names of what is in a folder. */
    static List<String> list(String given) {
        List<String> names = new ArrayList<>();
        try {
            for (FileStatus status : system(given).listStatus(path(given))) {
                names.add(status.getPath().getName());
            }
        } catch (IOException e) {
            throw unreadable(given, e);
        }
        return names;
    }

    static RangeSource source(String given) {
        return source(ScoreTask.Place.of(given));
    }

    static RangeSource source(ScoreTask.Place place) {
        FileSystem system = system(place.uri());
        Path path = path(place.uri());
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
