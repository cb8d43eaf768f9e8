package gatewise.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import gatewise.io.UserError;
import gatewise.testing.RequiresBackend;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zips whose entries are not those of a checkpoint. */
@RequiresBackend
class StrangeEntriesTest extends CheckpointCase {

    private static byte[] serialised(Object object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /** Whose hash takes two to the 60 steps. */
    private static Set<Object> nestedSets() {
        Set<Object> outermost = new HashSet<>();
        Set<Object> left = outermost;
        Set<Object> right = new HashSet<>();
        for (int depth = 0; depth < 60; depth++) {
            Set<Object> deeperLeft = new HashSet<>();
            Set<Object> deeperRight = new HashSet<>(Set.of("right"));
            left.add(deeperLeft);
            left.add(deeperRight);
            right.add(deeperLeft);
            right.add(deeperRight);
            left = deeperLeft;
            right = deeperRight;
        }
        return outermost;
    }

    @Test
    @Timeout(20)
    void aSerialisedObjectIsRefusedUnread() throws Exception {
        byte[] sets = serialised(nestedSets());
        change("preprocessor.bin", content -> sets);
        load0();
        long began = System.nanoTime();
        isRefused("is damaged: preprocessor.bin in it is no part of a checkpoint");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
    }

    /** So that no class is loaded within the time that is measured. */
    private void load0() {
        assertThatThrownBy(this::load).isInstanceOf(UserError.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "preprocessor.bin",
                "normalizer.bin",
                "noParams.marker",
                "dir/",
                "../../up.txt",
                "/etc/passwd",
                "GATEWISE.JSON",
                "\u001b[2J"
            })
    void anEntryThatIsNoPartOfACheckpointIsRefused(String name) throws Exception {
        change(name, content -> name.endsWith("/") ? new byte[0] : new byte[] {1});
        isRefused("is damaged: " + name.replace("\u001b", "\\u001b") + " in it is no part of a checkpoint");
        assertThatThrownBy(() -> Checkpoint.provenance(file)).hasMessageContaining("no part of a checkpoint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gatewise.json", "configuration.json", "coefficients.bin", "updaterState.bin"})
    void anEntryThatIsTwiceInTheZipIsRefused(String name) throws Exception {
        String other = "x" + name.substring(1);
        change(other, content -> good.get(name));
        byte[] zip = Files.readAllBytes(file);
        Files.write(file, ZipBytes.renamed(zip, other, name, true));
        isRefused("is damaged: " + name + " is in it twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gatewise.json", "configuration.json", "coefficients.bin", "updaterState.bin"})
    void anEntryWhoseTwoNamesDifferIsRefused(String name) throws Exception {
        byte[] zip = Files.readAllBytes(file);
        Files.write(file, ZipBytes.renamed(zip, name, "x" + name.substring(1), false));
        isRefused("is damaged");
    }

    @Test
    void anEntryThatTheDirectoryDoesNotNameIsRefused() throws Exception {
        Map<String, byte[]> first = new LinkedHashMap<>(Map.of("gatewise.json", good.get("gatewise.json")));
        byte[] hidden = ZipBytes.zip(first);
        int length = new String(hidden, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        byte[] zip = Files.readAllBytes(file);
        byte[] both = Arrays.copyOf(hidden, length + zip.length);
        System.arraycopy(zip, 0, both, length, zip.length);
        Files.write(file, both);
        isRefused("bytes of it are in no entry");
    }

    @Test
    void bytesBesideTheEntriesAreRefused() throws Exception {
        byte[] zip = Files.readAllBytes(file);
        byte[] longer = new byte[zip.length + 5000];
        System.arraycopy(zip, 0, longer, 5000, zip.length);
        Files.write(file, longer);
        isRefused("bytes of it are in no entry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gatewise.json", "configuration.json", "coefficients.bin", "updaterState.bin"})
    void anEntryThatExpandsToMuchMoreIsRefusedUnread(String name) throws Exception {
        byte[] content = Arrays.copyOf(good.get(name), 200 << 20);
        Arrays.fill(content, good.get(name).length, content.length, (byte) ' ');
        change(name, old -> content);
        assertThat(Files.size(file)).isLessThan(1 << 20);
        long before = allocated();
        isRefused("is damaged: " + name + " in it has 209715200 bytes, expected at most ");
        assertThat(allocated() - before).isLessThan(20 << 20);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    /** The directory says 10 bytes of an entry, which has more. */
    @ParameterizedTest
    @ValueSource(strings = {"gatewise.json", "configuration.json", "coefficients.bin", "updaterState.bin"})
    void aSizeThatIsALieIsRefused(String name) throws Exception {
        byte[] zip = Files.readAllBytes(file);
        int name0 = new String(zip, StandardCharsets.ISO_8859_1).lastIndexOf(name);
        for (int size : new int[] {10, 0, good.get(name).length - 1, good.get(name).length + 1, -1}) {
            // The uncompressed size is 22 bytes before the name in the directory.
            ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(name0 - 22, size);
            Files.write(file, zip);
            isRefused("");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"configuration.json", "coefficients.bin"})
    void anEntryThatIsMissingIsNamed(String name) throws Exception {
        change(name, content -> null);
        isRefused("is damaged: it has no " + name);
    }

    @Test
    void aFileThatIsCutAnywhereIsRefused() throws Exception {
        byte[] zip = Files.readAllBytes(file);
        for (int length = 0; length < zip.length; length += length < 200 || length > zip.length - 200 ? 1 : 37) {
            Files.write(file, Arrays.copyOf(zip, length));
            isRefused("");
        }
    }

    @Test
    void aProgramBeforeItAndACommentAfterItAreRefused() throws Exception {
        byte[] zip = Files.readAllBytes(file);
        byte[] start = "#!/bin/sh\nexit\n".getBytes(StandardCharsets.US_ASCII);
        byte[] program = Arrays.copyOf(start, start.length + zip.length);
        System.arraycopy(zip, 0, program, start.length, zip.length);
        Files.write(file, program);
        isRefused(start.length + " bytes of it are in no entry");
        byte[] commented = Arrays.copyOf(zip, zip.length + 5);
        commented[zip.length - 2] = 5;
        Files.write(file, commented);
        isRefused("bytes at its end are in no entry");
    }

    @Test
    void bytesAtItsEndAreRefused() throws Exception {
        Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        isRefused("bytes at its end are in no entry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gatewise.json", "configuration.json", "coefficients.bin", "updaterState.bin"})
    void anEntryThatIsCutAnywhereIsRefused(String name) throws Exception {
        int whole = good.get(name).length;
        for (int length = 0; length < whole; length += 1 + whole / 50) {
            int kept = length;
            change(name, content -> Arrays.copyOf(content, kept));
            isRefused("is damaged");
        }
    }
}
