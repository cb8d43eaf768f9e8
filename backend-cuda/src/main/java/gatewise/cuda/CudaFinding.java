package gatewise.cuda;

import static java.util.Objects.requireNonNull;

import gatewise.backend.Problem;
import java.util.Optional;

/** What a look at CUDA showed: the GPU if one answered, the problem if there is one. */
record CudaFinding(Optional<Gpu> gpu, Optional<Problem> problem) {
    CudaFinding {
        requireNonNull(gpu, "gpu is null");
        requireNonNull(problem, "problem is null");
    }

    static CudaFinding usable(Gpu gpu) {
        return new CudaFinding(Optional.of(gpu), Optional.empty());
    }

    static CudaFinding unusable(Problem problem) {
        return new CudaFinding(Optional.empty(), Optional.of(problem));
    }

    static CudaFinding unusable(Gpu gpu, Problem problem) {
        return new CudaFinding(Optional.of(gpu), Optional.of(problem));
    }
}
