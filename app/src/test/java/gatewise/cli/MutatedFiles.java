package gatewise.cli;

import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.data.Holdout;
import gatewise.data.IdxFile;
import gatewise.export.GraphMutations;
import gatewise.export.OnnxImport;
import gatewise.export.SequenceModels;
import gatewise.io.InputFile;
import gatewise.io.Json;
import gatewise.network.NetworkSpec;
import gatewise.report.RunReport;
import gatewise.scoring.Evaluation;
import gatewise.scoring.ReferenceCase;
import gatewise.study.StudyFile;
import gatewise.study.StudyMutations;
import gatewise.testing.IdxFiles;
import gatewise.testing.Mutations;
import gatewise.testing.ReaderTrial;
import gatewise.testing.SequenceTexts;
import gatewise.testing.Toy;
import gatewise.training.RunFolder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import onnx.Onnx.ModelProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import org.nd4j.shade.protobuf.ByteString;

/**
 * Gives each reader of files damaged copies of valid ones, in a JVM of its own whose heap is small.
 */
final class MutatedFiles {
    private static final long SEED = 1;
    private static final OnnxImport.Input AS_IT_IS = new OnnxImport.Input(0, 0, 1);

    private final Path folder;
    private final ReaderTrial trial;
    private Dataset images;

    private MutatedFiles(Path folder, ReaderTrial trial) {
        this.folder = folder;
        this.trial = trial;
    }

    /** @param args a folder to work in, how many copies each reader is given, the folder with reference cases */
    public static void main(String[] args) throws Exception {
        ReaderTrial trial = new ReaderTrial(Integer.parseInt(args[1]));
        MutatedFiles files = new MutatedFiles(Path.of(args[0]), trial);
        files.idx();
        files.sequences("ts", SequenceTexts.ts());
        files.sequences("tables", SequenceTexts.tables());
        files.onnx();
        files.json(Path.of(args[2]));
        files.report();
        StudyMutations.run(trial, Path.of(args[0]));
        System.out.println(trial.end());
    }

    private void idx() throws Exception {
        byte[] pictures = IdxFiles.images(30, 3, 4, new byte[360]);
        byte[] labels = IdxFiles.labels(new byte[] {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2});
        trial.run(
                "images",
                List.of(pictures, IdxFiles.gzip(pictures)),
                bytes -> IdxFile.readImages(new ByteArrayInputStream(bytes), "images"));
        trial.run(
                "labels",
                List.of(labels, IdxFiles.gzip(labels)),
                bytes -> IdxFile.readLabels(new ByteArrayInputStream(bytes), "labels"));
        Path data = folder.resolve("data");
        IdxFiles.write(data, 15, 15, 3, 4, 3, 1, false);
        this.images = Dataset.open(data.toString());
        Path training = data.resolve("train-labels-idx1-ubyte");
        trial.run(
                "set",
                List.of(labels),
                bytes -> Dataset.open(
                        ReaderTrial.write(training, bytes).getParent().toString()));
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
        trial.run(
                name,
                () -> {
                    turn[0] = (turn[0] + 1) % forms.size();
                    return copies.get(turn[0]).next();
                },
                bytes -> {
                    Dataset.open(
                            ReaderTrial.write(file, bytes).toString(),
                            forms.get(turn[0]).reading(),
                            null);
                    whole[turn[0]]++;
                });
        for (int form = 0; form < whole.length; form++) {
            if (whole[form] < trial.count() / forms.size() / 100) {
                throw new AssertionError(name + ", form " + form + ": only " + whole[form] + " copies are read");
            }
        }
    }

    private void onnx() throws Exception {
        Path model = folder.resolve("model.onnx");
        ReaderTrial.Reader reader = bytes -> OnnxImport.read(ReaderTrial.write(model, bytes), AS_IT_IS);
        List<byte[]> originals = new ArrayList<>(GraphMutations.originals());
        originals.addAll(SequenceModels.originals());
        trial.run("ONNX", originals, reader);
        List<ModelProto> models = new ArrayList<>();
        for (byte[] original : originals) {
            models.add(ModelProto.parseFrom(original));
        }
        trial.run("graphs", new GraphMutations(SEED, models)::next, reader);
        List<ModelProto> outside = models.stream().map(this::withExternalData).toList();
        trial.run(
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
        trial.run(
                "network",
                List.of(bytes(network.toJson())),
                bytes -> NetworkSpec.fromJson(new String(bytes, StandardCharsets.UTF_8), "network.json"));
        Path study = folder.resolve("study.json");
        String list = "[{\"cell\": \"gru\", \"layers\": 2}, {\"name\": \"mine\", \"hiddenSizes\": [3, 4]},"
                + " {\"plan\": \"tutorial\"}, {\"optimizer\": {\"type\": \"sgd\", \"learningRate\": 0.1}}]";
        trial.run(
                "study",
                List.of(bytes(list)),
                bytes -> StudyFile.read(ReaderTrial.write(study, bytes), network, Holdout.FIRST));
        Path reference = folder.resolve("reference.json");
        List<byte[]> cases = new ArrayList<>();
        for (String name : List.of("gru-small.json", "lengths-gru.json")) {
            cases.add(bytes(
                    Json.STRICT.readTree(references.resolve(name).toFile()).toString()));
        }
        trial.run("reference", cases, bytes -> ReferenceCase.read(ReaderTrial.write(reference, bytes)));
    }

    /** Beside a checkpoint of a version that kept no score. */
    private void report() {
        RunFolder run = new RunFolder(folder.resolve("run"));
        Provenance ended = Toy.afterAnEpoch(Toy.provenance(Toy.NETWORK, TrainingPlan.TUTORIAL, images));
        Evaluation test = new Evaluation(new long[][] {{5, 0, 0}, {0, 5, 0}, {1, 0, 4}});
        RunReport.writeResult(run, ended, ended.progress().best(), test);
        if (RunReport.testAccuracy(run.last(), ended).isEmpty()) {
            throw new AssertionError("the report is not taken for that of its run");
        }
        byte[] original = InputFile.bytes(run.report(), 1 << 20, "");
        trial.runJson("report", original, bytes -> {
            ReaderTrial.write(run.report(), bytes);
            double accuracy = RunReport.testAccuracy(run.last(), ended).orElse(0);
            if (!(accuracy >= 0 && accuracy <= 1)) {
                throw new AssertionError("an accuracy of " + accuracy);
            }
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
