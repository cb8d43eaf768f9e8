package gatewise.export;

import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.Setting;
import gatewise.io.UserError;
import gatewise.io.Version;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A model at work in ONNX Runtime, if that is on the class path. It does not come with this application (its natives are
 * 90 MB), so it is found by name.
 */
public final class OnnxRuntime implements AutoCloseable {
    private static final String PACKAGE = "ai.onnxruntime.";
    private static final String VERSION = Version.read().onnxRuntime();

    private final ClassLoader loader;
    private final Object environment;
    private final Object session;

    /** @throws UserError (a failed job) in one line, if ONNX Runtime is not there, cannot start, or refuses the model */
    public OnnxRuntime(byte[] model) {
        this(model, OnnxRuntime.class.getClassLoader());
    }

    OnnxRuntime(byte[] model, ClassLoader loader) {
        this.loader = loader;
        // Its own log goes past every place that makes text of strangers harmless, so it is to say what is
        // fatal alone.
        Class<?> level = type("OrtLoggingLevel");
        Object fatal = call("OrtLoggingLevel", "valueOf", null, types(String.class), "ORT_LOGGING_LEVEL_FATAL");
        environment = call("OrtEnvironment", "getEnvironment", null, types(level, String.class), fatal, "gatewise");
        session = call("OrtEnvironment", "createSession", environment, types(byte[].class), (Object) model);
    }

    /** Of ONNX Runtime. */
    public String version() {
        return (String) call("OrtEnvironment", "getVersion", environment, types());
    }

    /**
     * What the model gives.
     *
     * @param input the name of the input
     * @param values an array of float arrays of any depth
     * @param output the name of the output
     */
    public Object run(String input, Object values, String output) {
        return run(Map.of(input, values), output);
    }

    /** @param inputs by name: arrays of any depth */
    Object run(Map<String, Object> inputs, String output) {
        Map<String, Object> tensors = new HashMap<>();
        try {
            inputs.forEach((name, values) -> tensors.put(
                    name,
                    call(
                            "OnnxTensor",
                            "createTensor",
                            null,
                            types(type("OrtEnvironment"), Object.class),
                            environment,
                            values)));
            Object result = call("OrtSession", "run", session, types(Map.class, Set.class), tensors, Set.of(output));
            try {
                Object first = call("OrtSession$Result", "get", result, types(int.class), 0);
                return call("OnnxValue", "getValue", first, types());
            } finally {
                call("OrtSession$Result", "close", result, types());
            }
        } finally {
            tensors.values().forEach(tensor -> call("OnnxTensor", "close", tensor, types()));
        }
    }

    @Override
    public void close() {
        call("OrtSession", "close", session, types());
    }

    private static Class<?>[] types(Class<?>... types) {
        return types;
    }

    private Class<?> type(String name) {
        try {
            return Class.forName(PACKAGE + name, true, loader);
        } catch (ClassNotFoundException e) {
            throw UserError.failedJob(
                    Phrase.of(Setting.ONNX_CHECK, " needs ONNX Runtime, which does not come with Gatewise"),
                    "put onnxruntime-" + VERSION
                            + ".jar (com.microsoft.onnxruntime:onnxruntime from Maven Central) into " + jars(),
                    e);
        } catch (LinkageError e) {
            throw UserError.failedJob(
                    Phrase.of(Setting.ONNX_CHECK, ": ONNX Runtime cannot start here (" + e + ")"),
                    Phrase.of("leave out ", Setting.ONNX_CHECK),
                    e);
        }
    }

    /** Where this application's jars are. */
    private static Path jars() {
        String place = OnnxRuntime.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return new File(place).getAbsoluteFile().toPath().getParent();
    }

    private Object call(String type, String method, Object target, Class<?>[] parameters, Object... arguments) {
        try {
            return type(type).getMethod(method, parameters).invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof OutOfMemoryError error) {
                throw error; // whose remedy is another
            }
            throw UserError.failedJob(
                    Phrase.of(Setting.ONNX_CHECK, ": ONNX Runtime fails (" + Reason.of(e.getCause()) + ")"),
                    Phrase.of("leave out ", Setting.ONNX_CHECK),
                    e.getCause());
        } catch (ReflectiveOperationException e) {
            throw UserError.failedJob(
                    Phrase.of(Setting.ONNX_CHECK, ": this ONNX Runtime has no " + type + "." + method),
                    "use " + VERSION,
                    e);
        }
    }
}
