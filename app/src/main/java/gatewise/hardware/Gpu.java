package gatewise.hardware;

/**
 * One GPU as the CUDA runtime describes it.
 *
 * @param driverVersion the driver's own version, or "unknown"
 * @param driverCudaVersion the newest CUDA version that the driver serves
 * @param runtimeVersion the version of the CUDA runtime that was loaded
 */
public record Gpu(
        String name,
        ComputeCapability capability,
        long freeBytes,
        long totalBytes,
        String driverVersion,
        String driverCudaVersion,
        String runtimeVersion) {}
