package gatewise.cuda;

/** The questions that {@link CudaCheck} asks the CUDA runtime; tests answer in its place. */
interface CudaProbe {
    /**
     * How many devices there are. The first call also loads CUDA's runtime: it may throw a {@link LinkageError}, and a
     * second call then gives a less telling one.
     */
    DeviceCount countDevices();

    /** Describes a device that was counted; throws an IllegalStateException with CUDA's words when CUDA refuses. */
    Gpu describe(int device);

    /** Loads the native library behind a JavaCPP class; throws a {@link LinkageError} when it or its needs are missing. */
    void load(String className) throws ClassNotFoundException;

    /**
     * The runtime's answer.
     *
     * @param status CUDA's error code, 0 for success
     * @param message CUDA's words for that code
     */
    record DeviceCount(int status, String message, int devices) {}
}
