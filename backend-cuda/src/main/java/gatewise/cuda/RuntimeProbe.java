package gatewise.cuda;

import gatewise.backend.NativeLibraries;
import java.nio.charset.StandardCharsets;
import org.bytedeco.cuda.cudart.cudaDeviceProp;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.nvml;
import org.bytedeco.javacpp.SizeTPointer;

/** Asks the CUDA runtime through JavaCPP's binding. */
final class RuntimeProbe implements CudaProbe {
    private static final String UNKNOWN = "unknown";
    private static final int VERSION_LENGTH = 81;

    @Override
    public DeviceCount countDevices() {
        int[] count = new int[1];
        int status = cudart.cudaGetDeviceCount(count);
        return new DeviceCount(status, message(status), count[0]);
    }

    @Override
    public Gpu describe(int device) {
        try (cudaDeviceProp properties = new cudaDeviceProp();
                SizeTPointer free = new SizeTPointer(1);
                SizeTPointer total = new SizeTPointer(1)) {
            succeed(cudart.cudaGetDeviceProperties(properties, device));
            succeed(cudart.cudaSetDevice(device));
            succeed(cudart.cudaMemGetInfo(free, total));
            int[] driver = new int[1];
            int[] runtime = new int[1];
            return new Gpu(
                    properties.name().getString(),
                    new ComputeCapability(properties.major(), properties.minor()),
                    new Gpu.Memory(free.get(), total.get()),
                    new Gpu.Versions(
                            driverVersion(),
                            version(cudart.cudaDriverGetVersion(driver), driver),
                            version(cudart.cudaRuntimeGetVersion(runtime), runtime)));
        }
    }

    @Override
    public void load(String className) throws ClassNotFoundException {
        NativeLibraries.load(className);
    }

    /** CUDA's 11060 is version 11.6. */
    static String dotted(int version) {
        return version / 1000 + "." + version % 1000 / 10;
    }

    private static String version(int status, int[] version) {
        return status == 0 ? dotted(version[0]) : UNKNOWN;
    }

    /** From NVIDIA's management library, which may be absent: a missing number is no reason to stop. */
    private static String driverVersion() {
        try {
            if (nvml.nvmlInit_v2() != 0) {
                return UNKNOWN;
            }
            byte[] text = new byte[VERSION_LENGTH];
            int status = nvml.nvmlSystemGetDriverVersion(text, text.length);
            nvml.nvmlShutdown();
            String version = new String(text, StandardCharsets.US_ASCII);
            return status == 0 ? version.substring(0, version.indexOf('\0')) : UNKNOWN;
        } catch (LinkageError e) {
            return UNKNOWN;
        }
    }

    private static void succeed(int status) {
        if (status != 0) {
            throw new IllegalStateException("CUDA answers with error " + status + " (" + message(status) + ")");
        }
    }

    private static String message(int status) {
        return cudart.cudaGetErrorString(status).getString();
    }
}
