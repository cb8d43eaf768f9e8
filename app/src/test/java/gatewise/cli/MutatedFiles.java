package gatewise.cli;

import gatewise.data.Dataset;
import gatewise.data.Holdout;
import gatewise.data.IdxFile;
import gatewise.export.GraphMutations;
import gatewise.export.OnnxImport;
import gatewise.export.SequenceModels;
import gatewise.io.Json;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import gatewise.scoring.ReferenceCase;
import gatewise.study.StudyFile;
import gatewise.testing.IdxFiles;
import gatewise.testing.Mutations;
import gatewise.testing.SequenceTexts;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import onnx.Onnx.ModelProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import org.nd4j.shade.protobuf.ByteString;

/**
 * Gives each reader of files damaged copies of valid ones, in a JVM of its own whose heap is small. It fails for each
 * that does anything but read it or refuse it with a {@link UserError}, or takes more than five seconds.
 */
final class MutatedFiles {
    private static final long SEED = 1;
    private static final long MOST_NANOS = 5_000_000_000L;
    private static final int LONGEST = 3_000;
    private static final OnnxImport.Input AS_IT_IS = new OnnxImport.Input(0, 0, 1);

    private final Path folder;
    private final int count;
    private final Map<String, Integer> read = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

    private MutatedFiles(Path folder, int count) {
        this.folder = folder;
        this.count = count;
    }

    private interface Reader {
        void read(byte[] bytes) throws Exception;
    }

    /** @param args a folder to work in, how many copies each reader is given, the folder with reference cases */
    public static void main(String[] args) throws Exception {
        MutatedFiles files = new MutatedFiles(Path.of(args[0]), Integer.parseInt(args[1]));
        files.idx();
        files.sequences("ts", SequenceTexts.ts());
        files.sequences("tables", SequenceTexts.tables());
        files.onnx();
        files.json(Path.of(args[2]));
        System.out.println(files.read);
        if (!files.failures.isEmpty()) {
            throw new AssertionError(files.failures);
        }
    }

    private void run(String name, Supplier<byte[]> copies, Reader reader) {
        int whole = 0;
        for (int i = 0; i < count; i++) {
            byte[] copy = copies.get();
            long began = System.nanoTime();
            try {
                reader.read(copy);
                whole++;
            } catch (UserError e) {
                if (e.getMessage().length() > LONGEST || e.getMessage().lines().count() != 1) {
                    fail(name, i, e);
                }
            } catch (Exception | Error e) {
                fail(name, i, e);
            }
            if (System.nanoTime() - began > MOST_NANOS) {
                fail(name, i, new AssertionError("takes more than five seconds"));
            }
        }
        read.put(name, whole);
    }

    /** One of each place in the code. */
    private void fail(String name, int copy, Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        String place = failure.getClass() + (trace.length == 0 ? "" : " at " + trace[0]);
        if (failures.putIfAbsent(place, name) == null) {
            System.out.println(name + ", copy " + copy + " of seed " + SEED);
            failure.printStackTrace(System.out);
        }
    }

    private void run(String name, List<byte[]> originals, Reader reader) throws Exception {
        run(name, new Mutations(SEED, originals)::next, reader);
    }

    private void idx() throws Exception {
        byte[] images = IdxFiles.images(30, 3, 4, new byte[360]);
        byte[] labels = IdxFiles.labels(new byte[] {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2});
        run(
                "images",
                List.of(images, IdxFiles.gzip(images)),
                bytes -> IdxFile.readImages(new ByteArrayInputStream(bytes), "images"));
        run(
                "labels",
                List.of(labels, IdxFiles.gzip(labels)),
                bytes -> IdxFile.readLabels(new ByteArrayInputStream(bytes), "labels"));
        Path data = folder.resolve("data");
        IdxFiles.write(data, 15, 15, 3, 4, 3, 1, false);
        Path training = data.resolve("train-labels-idx1-ubyte");
        run(
                "set",
                List.of(labels),
                bytes -> Dataset.open(Files.write(training, bytes).getParent().toString()));
    }

    /** The forms in turn. */
    private void sequences(String name, List<SequenceTexts> forms) throws Exception {
        Path file = folder.resolve(name);
        List<Mutations> copies =
                forms.stream().map(form -> new Mutations(SEED, form.files())).toList();
        for (SequenceTexts form : forms) {
            for (byte[] original : form.files()) {
                Dataset.open(Files.write(file, original).toString(), form.reading(), null);
            }
        }
        int[] turn = {0};
        int[] whole = new int[forms.size()];
        run(
                name,
                () -> {
                    turn[0] = (turn[0] + 1) % forms.size();
                    return copies.get(turn[0]).next();
                },
                bytes -> {
                    Dataset.open(
                            Files.write(file, bytes).toString(),
                            forms.get(turn[0]).reading(),
                            null);
                    whole[turn[0]]++;
                });
        for (int form = 0; form < whole.length; form++) {
            if (whole[form] < count / forms.size() / 100) {
                throw new AssertionError(name + ", form " + form + ": only " + whole[form] + " copies are read");
            }
        }
    }

    private void onnx() throws Exception {
        Path model = folder.resolve("model.onnx");
        Reader reader = bytes -> OnnxImport.read(Files.write(model, bytes), AS_IT_IS);
        List<byte[]> originals = new ArrayList<>(GraphMutations.originals());
        originals.addAll(SequenceModels.originals());
        run("ONNX", originals, reader);
        List<ModelProto> models = new ArrayList<>();
        for (byte[] original : originals) {
            models.add(ModelProto.parseFrom(original));
        }
        run("graphs", new GraphMutations(SEED, models)::next, reader);
        List<ModelProto> outside = models.stream().map(this::withExternalData).toList();
        run(
                "external data",
                new Mutations(
                        SEED, outside.stream().map(ModelProto::toByteArray).toList())::next,
                reader);
    }

    private ModelProto withExternalData(ModelProto model) {
        ModelProto.Builder moved = model.toBuilder();
        TensorProto.Builder weights = moved.getGraphBuilder().getInitializerBuilder(0);
        ByteString bytes = weights.getRawData();
        IdxFiles.save(folder.resolve("weights.bin"), new byte[8192]);
        weights.clearRawData()
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", "weights.bin"))
                .addExternalData(entry("offset", "16"))
                .addExternalData(entry("length", Integer.toString(bytes.size())));
        return moved.build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    private void json(Path references) throws Exception {
        NetworkSpec network = NetworkSpec.tutorial();
        run(
                "network",
                List.of(bytes(network.toJson())),
                bytes -> NetworkSpec.fromJson(new String(bytes, StandardCharsets.UTF_8), "network.json"));
        Path study = folder.resolve("study.json");
        String list = "[{\"cell\": \"gru\", \"layers\": 2}, {\"name\": \"mine\", \"hiddenSizes\": [3, 4]},"
                + " {\"plan\": \"tutorial\"}, {\"optimizer\": {\"type\": \"sgd\", \"learningRate\": 0.1}}]";
        run("study", List.of(bytes(list)), bytes -> StudyFile.read(Files.write(study, bytes), network, Holdout.FIRST));
        Path reference = folder.resolve("reference.json");
        List<byte[]> cases = new ArrayList<>();
        for (String name : List.of("gru-small.json", "lengths-gru.json")) {
            cases.add(bytes(
                    Json.STRICT.readTree(references.resolve(name).toFile()).toString()));
        }
        run("reference", cases, bytes -> ReferenceCase.read(Files.write(reference, bytes)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
