package gatewise.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The versions that this build was made of and from.
 *
 * @param gatewise of this application
 * @param dl4j of Deeplearning4j and ND4J
 * @param onnxRuntime that exported models were tested with
 */
public record Version(String gatewise, String dl4j, String onnxRuntime) {

    public static Version read() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/gatewise/version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Version(
                properties.getProperty("version"),
                properties.getProperty("dl4jVersion"),
                properties.getProperty("onnxRuntimeVersion"));
    }
}
