package gatewise.bench;

import java.util.function.Supplier;

/** A variant, written down in place. */
public record Work(String name, Supplier<Sample> work) implements Variant {
    @Override
    public Sample measure() {
        return work.get();
    }
}
