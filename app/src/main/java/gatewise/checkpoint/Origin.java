package gatewise.checkpoint;

import static java.util.Objects.requireNonNull;

/** How a network came to its parameters. */
public sealed interface Origin {
    /**
     * By a run of this application, which can go on or be repeated.
     *
     * @param plan how it is trained
     * @param engine what computes it
     * @param threads that the run computes with
     * @param progress how far it has come
     */
    record Trained(TrainingPlan plan, Engine engine, int threads, Progress progress) implements Origin {
        public Trained {
            requireNonNull(plan, "plan is null");
            requireNonNull(engine, "engine is null");
            requireNonNull(progress, "progress is null");
        }
    }

    /**
     * Elsewhere.
     *
     * @param from what file it was read from and how, for a person
     */
    record Imported(String from) implements Origin {
        public Imported {
            requireNonNull(from, "from is null");
        }

        @Override
        public String toString() {
            return from;
        }
    }
}
