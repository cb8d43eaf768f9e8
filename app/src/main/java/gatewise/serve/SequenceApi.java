package gatewise.serve;

import gatewise.data.Form;
import gatewise.data.NumberSequences;
import gatewise.data.SequenceSet;
import gatewise.explain.SequenceTrace;
import gatewise.explain.Surgery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What is answered about models that read sequences which are no images. */
final class SequenceApi {
    private static final List<String> TEXT = List.of("text/csv", "text/tab-separated-values", "text/plain");
    /** Beside the numbers. */
    private static final int OTHER_BYTES = 64 << 10;

    /** A name of a feature stands before each number at most once. */
    private static final int BYTES_A_NUMBER = 32;

    private static final int NAMES = 1000;
    private static final int SMALL = 256 << 10;

    private final Models models;
    private final ConcurrencyLimit smallTraces = new ConcurrencyLimit(32, 5);
    private final ConcurrencyLimit largeTraces = new ConcurrencyLimit(8, 5);
    private final ConcurrencyLimit writing = new ConcurrencyLimit(8, 5);

    SequenceApi(Models models) {
        this.models = models;
    }

    /** Some of a test set's sequences. */
    private record Names(int count, List<Name> sequences) {}

    private record Name(int index, String name, int steps) {}

    /** Several sequences of one text. */
    private record Given(List<String> features, List<Sequence> sequences) {
        static Given of(SequenceSet set, Form form) {
            return new Given(
                    form.features(),
                    IntStream.range(0, set.count())
                            .mapToObj(i -> Sequence.of(set, i, set.name(i), form))
                            .toList());
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/models/{id}/sequences/{n}", this::test),
                Route.get("/api/models/{id}/sequences/from/{n}", this::names),
                Route.post("/api/models/{id}/sequences", this::textBody, this::text));
    }

    private Response test(Request request) {
        ServedModel model = tested(request);
        int index = number(request, model);
        int steps = model.test().length(index);
        checkLength(steps, model);
        return inTurn(
                (long) steps * model.form().features().size() * Float.BYTES,
                () -> Response.json(Sequence.of(model.test(), index, model.form())));
    }

    private static void checkLength(int steps, ServedModel model) {
        int most = SequenceBody.mostSteps(model);
        if (steps > most) {
            throw Refusal.badRequest("the sequence has " + steps + " steps: expected at most " + most);
        }
    }

    private Response names(Request request) {
        ServedModel model = tested(request);
        SequenceSet test = model.test();
        List<Name> names = new ArrayList<>();
        int from = number(request, model);
        for (int i = from; i < Math.min(test.count(), from + NAMES); i++) {
            names.add(new Name(i, test.name(i), test.length(i)));
        }
        return Response.json(new Names(test.count(), names));
    }

    private static int number(Request request, ServedModel model) {
        String number = request.parameter("n");
        int index = number.matches("[0-9]{1,9}") ? Integer.parseInt(number) : Integer.MAX_VALUE;
        if (index >= model.tests()) {
            throw Refusal.notFound(
                    "no test " + model.form().one() + " " + number + ": expected 0 to " + (model.tests() - 1));
        }
        return index;
    }

    private BodyLimit textBody(Request request) {
        return new BodyLimit(TEXT, SequenceBody.mostTextBytes(find(request), BYTES_A_NUMBER, OTHER_BYTES));
    }

    private Response text(Request request) {
        ServedModel model = find(request);
        return inTurn(request.body().length, () -> {
            NumberSequences given = SequenceBody.read(request.body(), model);
            return Response.json(given.count() == 1 ? Sequence.of(given, model.form()) : Given.of(given, model.form()));
        });
    }

    /** Small work at once, and large work, which takes many times its bytes while it is done, one at a time. */
    private Response inTurn(long bytes, Supplier<Response> work) {
        return bytes <= SMALL ? work.get() : writing.run(work);
    }

    /** Of the body of a trace. */
    static BodyLimit traceBody(ServedModel model, List<String> types) {
        return new BodyLimit(types, SequenceBody.mostBytes(model, BYTES_A_NUMBER, OTHER_BYTES));
    }

    /** What is asked of a model. */
    private record Asked(ServedModel model, NumberSequences given, Surgery surgery) {
        static Asked read(ServedModel model, byte[] json) {
            Fields body = Fields.of(json, SequenceBody.mostTokens(model), "steps", "features", "surgery");
            NumberSequences given = SequenceBody.read(body, model);
            return new Asked(
                    model, given, SurgeryBody.read(body, model.explainer().spec(), given.length(0)));
        }

        boolean isSmall() {
            return SequenceBody.isSmall(given.length(0), model);
        }

        Response trace(BooleanSupplier unwanted) {
            checkWanted(unwanted);
            SequenceTrace trace = SequenceTrace.of(model.explainer(), given, 0, model.form(), surgery);
            checkWanted(unwanted);
            return Response.json(trace);
        }
    }

    /** Large ones one at a time, and small ones beside them, so that they do not wait for large ones. */
    Response trace(ServedModel model, Request request) {
        byte[] json = request.body();
        try (ClientWatch client = request.watch()) {
            if (json.length > SMALL) {
                return largeTraces.run(() -> {
                    checkWanted(client::isGone);
                    return Asked.read(model, json).trace(client::isGone);
                });
            }
            Asked asked = Asked.read(model, json);
            return (asked.isSmall() ? smallTraces : largeTraces).run(() -> asked.trace(client::isGone));
        }
    }

    private static void checkWanted(BooleanSupplier unwanted) {
        if (unwanted.getAsBoolean()) {
            throw Refusal.badRequest("the client has left");
        }
    }

    private ServedModel find(Request request) {
        ServedModel model = models.find(request.parameter("id"));
        if (model.isImages()) {
            throw Refusal.notFound("model " + model.id() + " reads images, no sequences");
        }
        return model;
    }

    private ServedModel tested(Request request) {
        return find(request).tested();
    }
}
