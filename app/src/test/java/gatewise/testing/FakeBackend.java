package gatewise.testing;

import gatewise.backend.Backend;
import gatewise.backend.Examination;

/** A backend that answers what a test wants. */
public record FakeBackend(String name, String description, Examination examination) implements Backend {

    @Override
    public Examination examine() {
        return examination;
    }

    @Override
    public void start() {
        examination.requireUsable();
    }
}
