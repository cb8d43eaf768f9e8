package gatewise.cuda;

/** One GPU as the CUDA runtime describes it. */
record Gpu(String name, ComputeCapability capability, Memory memory, Versions versions) {
    /** In bytes. */
    record Memory(long free, long total) {}

    /**
     * @param driver the driver's own version, or "unknown"
     * @param driverCuda the newest CUDA version that the driver serves
     * @param runtime the version of the CUDA runtime that was loaded
     */
    record Versions(String driver, String driverCuda, String runtime) {}
}
