package gatewise.checkpoint;

import gatewise.io.UserError;
import gatewise.machine.ActiveBackend;
import gatewise.scoring.Inference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads many changed copies of a checkpoint, in a JVM of its own because the natives are near. Ends with 1 at the first
 * that is neither refused in one line nor a network of finite answers.
 */
final class Mutations {
    private static final Pattern VALUE = Pattern.compile("(?<=: )(\"[^\"]*\"|[-0-9.eE]+|true|false|null)");
    private static final List<String> VALUES = List.of(
            "0",
            "-1",
            "2147483647",
            "-2147483648",
            "1e999",
            "-1e308",
            "1e-300",
            "\"NaN\"",
            "null",
            "[]",
            "{}",
            "[null]",
            "\"\"",
            "true",
            "9".repeat(99),
            "65536",
            "\"\\u0000\"",
            "1.5");

    private final Random random;
    private final byte[] whole;
    private final Map<String, byte[]> entries;
    private int refused;
    private int answered;

    private Mutations(byte[] whole, long seed) throws IOException {
        this.whole = whole;
        this.entries = ZipBytes.entries(whole);
        this.random = new Random(seed);
    }

    /** A checkpoint of small images, how many copies, the seed. */
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        ActiveBackend.start();
        Mutations mutations = new Mutations(Files.readAllBytes(file), Long.parseLong(arguments[2]));
        for (int i = 0; i < count; i++) {
            byte[] changed = mutations.next();
            Files.write(file, changed);
            if (!mutations.isHarmless(file)) {
                System.out.println("copy " + i + " is left in " + file);
                Runtime.getRuntime().halt(1);
            }
        }
        System.out.println(mutations.refused + " refused, " + mutations.answered + " answered");
    }

    private boolean isHarmless(Path file) {
        try {
            Checkpoint checkpoint = Checkpoint.load(file, Engine.PORTABLE, 1);
            float[][] steps =
                    new float[checkpoint.spec().timeSteps()][checkpoint.spec().inputSize()];
            Arrays.stream(steps).forEach(step -> Arrays.fill(step, 0.8f));
            for (float probability : Inference.of(checkpoint).answer(steps)) {
                if (!(probability >= 0 && probability <= 1)) {
                    System.out.println("answers " + probability);
                    return false;
                }
            }
            answered++;
            return true;
        } catch (UserError e) {
            refused++;
            if (e.getMessage().lines().count() == 1 && e.getMessage().length() < 700 && e.exitCode() == 2) {
                return true;
            }
            e.printStackTrace(System.out);
        } catch (Throwable e) {
            e.printStackTrace(System.out);
        }
        return false;
    }

    private byte[] next() throws IOException {
        List<String> names = new ArrayList<>(entries.keySet());
        int kind = random.nextInt(names.size() + 2);
        if (kind == names.size()) {
            return changed(whole);
        }
        Map<String, byte[]> copy = new LinkedHashMap<>(entries);
        if (kind > names.size()) {
            String name = random.nextBoolean() ? "gatewise.json" : "configuration.json";
            copy.computeIfPresent(name, (key, content) -> withOtherValue(content));
        } else {
            copy.computeIfPresent(names.get(kind), (key, content) -> changed(content));
        }
        return ZipBytes.zip(copy);
    }

    private byte[] withOtherValue(byte[] json) {
        String text = new String(json, StandardCharsets.UTF_8);
        List<MatchResult> values = VALUE.matcher(text).results().toList();
        MatchResult one = values.get(random.nextInt(values.size()));
        String value = VALUES.get(random.nextInt(VALUES.size()));
        return (text.substring(0, one.start()) + value + text.substring(one.end())).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] changed(byte[] content) {
        byte[] copy = content.clone();
        int place = random.nextInt(copy.length);
        int length = Math.min(1 + random.nextInt(16), copy.length - place);
        return switch (random.nextInt(5)) {
            case 0 -> {
                copy[place] ^= (byte) (1 << random.nextInt(8));
                yield copy;
            }
            case 1 -> {
                for (int i = 0; i < length; i++) {
                    copy[place + i] = (byte) random.nextInt();
                }
                yield copy;
            }
            case 2 -> Arrays.copyOf(copy, place);
            case 3 -> {
                int other = random.nextInt(copy.length - length + 1);
                System.arraycopy(content, other, copy, place, length);
                System.arraycopy(content, place, copy, other, length);
                yield copy;
            }
            default -> {
                byte[] longer = Arrays.copyOf(copy, copy.length + length);
                System.arraycopy(content, place, longer, place + length, copy.length - place);
                yield longer;
            }
        };
    }
}
