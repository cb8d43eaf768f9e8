package gatewise.fuzz;

import gatewise.export.OnnxImport;

/** ONNX models, beside which there is a file for those that keep their weights outside. */
public final class OnnxTarget {
    private static final FuzzedFile FILE = new FuzzedFile("model.onnx").beside("weights.bin", new byte[8192]);
    private static final OnnxImport.Input AS_IT_IS = new OnnxImport.Input(0, 0, 1);

    private OnnxTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        FILE.read(bytes, file -> OnnxImport.read(file, AS_IT_IS));
    }
}
