package gatewise.hardware;

import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;

/** Asks the CUDA runtime through JavaCPP's binding, by reflection: the CPU build does not have that binding. */
final class ReflectiveCudaProbe implements CudaProbe {
    private static final String CUDART = "org.bytedeco.cuda.global.cudart";
    private static final String NVML = "org.bytedeco.cuda.global.nvml";
    private static final String PROPERTIES = "org.bytedeco.cuda.cudart.cudaDeviceProp";
    private static final String UNKNOWN = "unknown";

    @Override
    public DeviceCount countDevices() throws ReflectiveOperationException {
        int[] count = new int[1];
        Class<?> cudart = Class.forName(CUDART);
        int status = (int) cudart.getMethod("cudaGetDeviceCount", int[].class).invoke(null, (Object) count);
        return new DeviceCount(status, message(cudart, status), count[0]);
    }

    @Override
    public Gpu describe(int device) throws ReflectiveOperationException {
        Class<?> cudart = Class.forName(CUDART);
        Class<?> type = Class.forName(PROPERTIES);
        try (Pointer properties = (Pointer) type.getConstructor().newInstance();
                SizeTPointer free = new SizeTPointer(1);
                SizeTPointer total = new SizeTPointer(1)) {
            succeed(
                    cudart,
                    cudart.getMethod("cudaGetDeviceProperties", type, int.class).invoke(null, properties, device));
            succeed(cudart, cudart.getMethod("cudaSetDevice", int.class).invoke(null, device));
            succeed(
                    cudart,
                    cudart.getMethod("cudaMemGetInfo", SizeTPointer.class, SizeTPointer.class)
                            .invoke(null, free, total));
            BytePointer name = (BytePointer) type.getMethod("name").invoke(properties);
            return new Gpu(
                    name.getString(),
                    new ComputeCapability((int) type.getMethod("major").invoke(properties), (int)
                            type.getMethod("minor").invoke(properties)),
                    free.get(),
                    total.get(),
                    driverVersion(),
                    version(cudart, "cudaDriverGetVersion"),
                    version(cudart, "cudaRuntimeGetVersion"));
        }
    }

    @Override
    public void load(String className) throws ReflectiveOperationException {
        NativeLibraries.load(className);
    }

    /** CUDA's 11060 is version 11.6. */
    static String dotted(int version) {
        return version / 1000 + "." + version % 1000 / 10;
    }

    private static String version(Class<?> cudart, String method) throws ReflectiveOperationException {
        int[] version = new int[1];
        int status = (int) cudart.getMethod(method, int[].class).invoke(null, (Object) version);
        return status == 0 ? dotted(version[0]) : UNKNOWN;
    }

    /** From NVIDIA's management library, which may be absent: a missing number is no reason to stop. */
    private static String driverVersion() {
        try {
            Class<?> nvml = Class.forName(NVML);
            if ((int) nvml.getMethod("nvmlInit_v2").invoke(null) != 0) {
                return UNKNOWN;
            }
            byte[] text = new byte[81];
            int status = (int) nvml.getMethod("nvmlSystemGetDriverVersion", byte[].class, int.class)
                    .invoke(null, text, text.length);
            nvml.getMethod("nvmlShutdown").invoke(null);
            String version = new String(text, StandardCharsets.US_ASCII);
            return status == 0 ? version.substring(0, version.indexOf('\0')) : UNKNOWN;
        } catch (ReflectiveOperationException | LinkageError e) {
            return UNKNOWN;
        }
    }

    private static void succeed(Class<?> cudart, Object status) throws ReflectiveOperationException {
        if ((int) status != 0) {
            throw new IllegalStateException(
                    "CUDA answers with error " + status + " (" + message(cudart, (int) status) + ")");
        }
    }

    private static String message(Class<?> cudart, int status) throws ReflectiveOperationException {
        BytePointer text =
                (BytePointer) cudart.getMethod("cudaGetErrorString", int.class).invoke(null, status);
        return text.getString();
    }
}
