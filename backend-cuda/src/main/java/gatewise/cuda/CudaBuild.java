package gatewise.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What this module was built from, as Maven has filled it in.
 *
 * @param description one line for a person
 * @param cudaVersion of CUDA, such as 11.6
 * @param architectures by JavaCPP platform, the compute capabilities with machine code in the natives
 */
record CudaBuild(String description, String cudaVersion, Map<String, List<ComputeCapability>> architectures) {
    private static final String ARCHITECTURES = "architectures.";

    CudaBuild {
        architectures = Map.copyOf(architectures);
    }

    static CudaBuild read() {
        Properties properties = new Properties();
        try (InputStream in = CudaBuild.class.getResourceAsStream("backend.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(properties);
    }

    static CudaBuild of(Properties properties) {
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
        return new CudaBuild(
                properties.getProperty("description"), properties.getProperty("cudaVersion"), architectures);
    }
}
