package gatewise.checkpoint;

import gatewise.io.UserError;
import gatewise.machine.ActiveBackend;
import gatewise.scoring.Inference;
import gatewise.testing.JsonValues;
import gatewise.testing.Mutations;
import gatewise.testing.ReaderTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Reads many changed copies of checkpoints, in a JVM of its own because the natives are near. Ends with 1 at the first
 * that is neither refused in one line nor a network of finite answers.
 */
final class CheckpointMutations {
    private static final long MOST_NANOS = 5_000_000_000L;
    private final Random random;
    private final List<Original> originals = new ArrayList<>();
    private int refused;
    private int answered;

    private record Original(byte[] whole, Map<String, byte[]> entries) {}

    private CheckpointMutations(List<String> files, long seed) throws IOException {
        for (String file : files) {
            byte[] whole = Files.readAllBytes(Path.of(file));
            originals.add(new Original(whole, ZipBytes.entries(whole)));
        }
        this.random = new Random(seed);
    }

    /** A file for the copies, how many, the seed, and checkpoints, in turn. */
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        ActiveBackend.start();
        CheckpointMutations mutations = new CheckpointMutations(
                Arrays.asList(arguments).subList(3, arguments.length), Long.parseLong(arguments[2]));
        for (int i = 0; i < count; i++) {
            byte[] changed = mutations.next(mutations.originals.get(i % mutations.originals.size()));
            ReaderTrial.write(file, changed);
            long began = System.nanoTime();
            boolean harmless = mutations.isHarmless(file);
            if (!harmless || System.nanoTime() - began > MOST_NANOS) {
                System.out.println("copy " + i + " is left in " + file + (harmless ? ": it takes too long" : ""));
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
            boolean classes = checkpoint.spec().task().saysClasses();
            for (float[] answer : Inference.of(checkpoint).answers(steps)) {
                for (float number : answer) {
                    if (!(classes ? number >= 0 && number <= 1 : Float.isFinite(number))) {
                        System.out.println("answers " + number);
                        return false;
                    }
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

    private byte[] next(Original original) throws IOException {
        List<String> names = new ArrayList<>(original.entries().keySet());
        int kind = random.nextInt(names.size() + 2);
        if (kind == names.size()) {
            return changed(original.whole());
        }
        Map<String, byte[]> copy = new LinkedHashMap<>(original.entries());
        if (kind > names.size()) {
            String name = random.nextBoolean() ? "gatewise.json" : "configuration.json";
            copy.computeIfPresent(name, (key, content) -> JsonValues.changed(content, random));
        } else {
            copy.computeIfPresent(names.get(kind), (key, content) -> changed(content));
        }
        return ZipBytes.zip(copy);
    }

    private byte[] changed(byte[] content) {
        return new Mutations(random.nextLong(), List.of(content)).next();
    }
}
