package gatewise.fuzz;

import gatewise.export.OnnxImport;

/** ONNX models. */
public final class OnnxTarget {
    private static final FuzzedFile FILE = new FuzzedFile("model.onnx");
    private static final OnnxImport.Input AS_IT_IS = new OnnxImport.Input(0, 0, 1);

    private OnnxTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        FILE.read(bytes, file -> OnnxImport.read(file, AS_IT_IS));
    }
}
