package gatewise.hardware;

import gatewise.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What this build carries, as its backend module says in the resource {@value #RESOURCE}.
 *
 * @param name {@code cpu} or {@code cuda}
 * @param chosenBy the Maven profile that selects it
 * @param architectures by JavaCPP platform, the compute capabilities with machine code in the natives; empty for a CPU
 */
public record BackendDescription(
        String name,
        String description,
        String nd4jVersion,
        String chosenBy,
        Optional<String> cudaVersion,
        Optional<String> cudnnVersion,
        Map<String, List<ComputeCapability>> architectures) {
    static final String RESOURCE = "gatewise/backend.properties";

    private static final String ARCHITECTURES = "architectures.";

    public BackendDescription {
        architectures = Map.copyOf(architectures);
    }

    /** Reads the one description on the class path; none or several is a mistake of the build. */
    static BackendDescription read(ClassLoader loader) {
        try {
            List<URL> found = Collections.list(loader.getResources(RESOURCE));
            if (found.size() != 1) {
                throw new UserError((found.isEmpty() ? "no backend" : found.size() + " backends")
                        + " on the class path, expected exactly one; rebuild with mvn clean package for the CPU"
                        + " or mvn clean package -Pcuda for a GPU");
            }
            Properties properties = new Properties();
            try (InputStream in = found.get(0).openStream()) {
                properties.load(in);
            }
            return of(properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BackendDescription of(Properties properties) {
        Map<String, List<ComputeCapability>> architectures = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith(ARCHITECTURES)) {
                architectures.put(
                        key.substring(ARCHITECTURES.length()),
                        Stream.of(properties.getProperty(key).trim().split("\\s+"))
                                .map(ComputeCapability::parse)
                                .toList());
            }
        }
        return new BackendDescription(
                required(properties, "name"),
                required(properties, "description"),
                required(properties, "nd4jVersion"),
                required(properties, "chosenBy"),
                Optional.ofNullable(properties.getProperty("cudaVersion")),
                Optional.ofNullable(properties.getProperty("cudnnVersion")),
                architectures);
    }

    /** Whether this backend runs on a GPU. */
    public boolean isCuda() {
        return name.equals("cuda");
    }

    private static String required(Properties properties, String key) {
        String value = properties.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new UserError(RESOURCE + " lacks " + key + "; rebuild with mvn clean package");
        }
        return value.trim();
    }
}
