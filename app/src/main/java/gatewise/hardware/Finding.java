package gatewise.hardware;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What a look at the backend showed: the GPU if one answered, the problem if there is one. */
record Finding(Optional<Gpu> gpu, Optional<Problem> problem) {
    Finding {
        requireNonNull(gpu, "gpu is null");
        requireNonNull(problem, "problem is null");
    }

    static Finding usable() {
        return new Finding(Optional.empty(), Optional.empty());
    }

    static Finding usable(Gpu gpu) {
        return new Finding(Optional.of(gpu), Optional.empty());
    }

    static Finding unusable(Problem problem) {
        return new Finding(Optional.empty(), Optional.of(problem));
    }

    static Finding unusable(Gpu gpu, Problem problem) {
        return new Finding(Optional.of(gpu), Optional.of(problem));
    }
}
