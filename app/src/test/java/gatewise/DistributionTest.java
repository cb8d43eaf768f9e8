package gatewise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.testing.LicenceTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the built application brings along: each library has its licence beside it and is in the bill of materials. */
@Tag("distribution")
class DistributionTest {
    private static final Pattern JAR = Pattern.compile("(.+?)-[0-9].*\\.jar");
    private static final Pattern EMBEDDED = Pattern.compile("META-INF/maven/[^/]+/([^/]+)/pom\\.properties");

    private static Path application;
    private static LicenceTable licences;

    @BeforeAll
    static void find() throws IOException {
        String property = System.getProperty("gatewise.distribution");
        assumeTrue(property != null, "the application was not built");
        application = Path.of(property);
        licences = LicenceTable.read(application.resolve("docs/licenses/third-party.md"));
    }

    @Test
    void eachJarHasItsLicence() throws IOException {
        List<String> jars =
                thirdParty().stream().map(DistributionTest::artifact).toList();

        assertThat(jars).contains("nd4j-api", "logback-core").hasSizeGreaterThan(30);
        assertThat(jars).allSatisfy(jar -> assertThat(licences.of(jar)).as(jar).isNotEmpty());
    }

    @Test
    void nothingOfSparkComesAlong() throws IOException {
        assertThat(jars()).noneMatch(jar -> artifact(jar).matches("(spark|scala|hadoop)-.*"));
    }

    @Test
    void noLicenceIsLeftOfAJarThatIsGone() throws IOException {
        assumeTrue("cpu".equals(System.getProperty("gatewise.expectedBackend")), "the tables' first part is the CPU's");

        assertThat(thirdParty().stream().map(DistributionTest::artifact).collect(Collectors.toSet()))
                .containsAll(licences.expected());
    }

    @Test
    void eachLibraryInsideAJarHasItsLicence() throws IOException {
        List<String> unnamed = new ArrayList<>();
        int seen = 0;
        for (Path jar : thirdParty()) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry : entries(zip)) {
                    Matcher embedded = EMBEDDED.matcher(entry.getName());
                    if (embedded.matches() && !jar.getFileName().toString().startsWith(embedded.group(1) + "-")) {
                        seen++;
                        String library = embedded.group(1);
                        String version = version(zip, entry);
                        if (!licences.namesLibrary(artifact(jar), library, version)) {
                            unnamed.add(library + " " + version + " in " + jar.getFileName());
                        }
                    }
                }
            }
        }

        assertThat(seen).isGreaterThan(10);
        assertThat(unnamed).isEmpty();
    }

    @Test
    void eachNativeHasItsLicence() throws IOException {
        List<String> unnamed = new ArrayList<>();
        int seen = 0;
        for (Path jar : thirdParty()) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry : entries(zip)) {
                    String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                    if (LicenceTable.isNative(name)) {
                        seen++;
                        if (!licences.namesNative(artifact(jar), name)) {
                            unnamed.add(name + " in " + jar.getFileName());
                        }
                    }
                }
            }
        }

        assertThat(seen).isGreaterThan(5);
        assertThat(unnamed).isEmpty();
    }

    @Test
    void noticesThatApacheAndJacksonAskForArePassedOn() throws IOException {
        String passedOn = words(Files.readString(application.resolve("docs/licenses/apache-notices.txt")));
        int seen = 0;
        for (Path jar : thirdParty()) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry : entries(zip)) {
                    if (entry.getName().matches("META-INF/NOTICE(\\.txt|\\.md)?")) {
                        seen++;
                        assertThat(passedOn)
                                .as("the notices, which those of " + jar.getFileName() + " must be part of")
                                .contains(words(text(zip, entry.getName())));
                    }
                }
            }
        }

        assertThat(seen).isGreaterThan(5);
    }

    @Test
    void licenceTextsAreThereAndNoMore() throws IOException {
        try (Stream<Path> files = Files.list(application.resolve("docs/licenses"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".txt")))
                    .containsExactlyInAnyOrderElementsOf(licences.links());
        }
    }

    @Test
    void ownJarsCarryLicenceAndNotices() throws IOException {
        String licence = Files.readString(application.resolve("LICENSE"));
        String notice = Files.readString(application.resolve("NOTICE"));
        List<Path> own = jars().stream().filter(DistributionTest::isOwn).toList();

        assertThat(own).hasSize(3);
        for (Path jar : own) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                assertThat(text(zip, "META-INF/LICENSE")).as(jar.toString()).isEqualTo(licence);
                assertThat(text(zip, "META-INF/NOTICE")).as(jar.toString()).isEqualTo(notice);
                if (artifact(jar).equals("gatewise-app")) {
                    assertThat(text(zip, "META-INF/licenses/third-party.md")).contains("# Libraries in the zip");
                    assertThat(text(zip, "META-INF/licenses/lgpl-2.1.txt")).contains("LESSER GENERAL PUBLIC LICENSE");
                }
            }
        }
    }

    @Test
    void billOfMaterialsNamesEachJarAndNoOther() throws IOException, NoSuchAlgorithmException {
        Path bill = Path.of(application + ".cdx.json");
        assumeTrue(Files.exists(bill), "Maven was offline and wrote no bill of materials");
        JsonNode json = new ObjectMapper().readTree(bill.toFile());

        Map<String, String> expected = new TreeMap<>();
        for (Path jar : jars()) {
            if (!artifact(jar).equals("gatewise-app")) {
                expected.put(jar.getFileName().toString(), digest(jar));
            }
        }
        Map<String, String> named = new TreeMap<>();
        for (JsonNode component : json.path("components")) {
            named.put(fileName(component), sha256(component));
        }
        assertThat(named).isEqualTo(expected);
        assertThat(json.at("/metadata/component/name").asText()).isEqualTo("gatewise-app");
        assertThat(json.has("serialNumber")).isFalse();
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(application.resolve("lib"))) {
            return files.sorted().toList();
        }
    }

    private static List<Path> thirdParty() throws IOException {
        return jars().stream().filter(jar -> !isOwn(jar)).toList();
    }

    private static boolean isOwn(Path jar) {
        return artifact(jar).startsWith("gatewise-");
    }

    private static String artifact(Path jar) {
        Matcher name = JAR.matcher(jar.getFileName().toString());
        assertThat(name.matches()).as(jar.toString()).isTrue();
        return name.group(1);
    }

    private static List<ZipEntry> entries(ZipFile zip) {
        return zip.stream().map(entry -> (ZipEntry) entry).toList();
    }

    private static String version(ZipFile zip, ZipEntry entry) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = zip.getInputStream(entry)) {
            properties.load(in);
        }
        return properties.getProperty("version");
    }

    private static String text(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        assertThat(entry).as(name + " in " + zip.getName()).isNotNull();
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Without what an editor changes. */
    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String fileName(JsonNode component) {
        Matcher classifier = Pattern.compile("[?&]classifier=([^&]+)")
                .matcher(component.path("purl").asText());
        return component.path("name").asText() + "-" + component.path("version").asText()
                + (classifier.find() ? "-" + classifier.group(1) : "") + ".jar";
    }

    private static String sha256(JsonNode component) {
        for (JsonNode hash : component.path("hashes")) {
            if (hash.path("alg").asText().equals("SHA-256")) {
                return hash.path("content").asText();
            }
        }
        return "none";
    }

    private static String digest(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
