package gatewise.serve;

import gatewise.data.Deadline;
import gatewise.data.DigitImage;
import gatewise.data.ImageSet;
import gatewise.data.SequenceSet;
import gatewise.explain.LabelledTrace;
import gatewise.explain.Surgery;
import gatewise.explain.SurgeryResult;
import gatewise.explain.SurgeryScore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BooleanSupplier;

/** What is answered under /api; {@code gatewise/openapi.json} describes it for clients. */
final class Api implements AutoCloseable {
    private static final int LARGEST_PICTURE = 2 << 20;
    /** Beside the pixels, of which each may take so many bytes. */
    private static final int LARGEST_BODY = 64 << 10;

    private static final int BYTES_A_PIXEL = 8;
    private static final int DEFAULT_TESTS = 1000;
    /** For decoding a picture, for which others wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What errors call one that was sent. */
    private static final String PICTURE = "the picture";

    private static final List<String> JSON = List.of("application/json");
    private static final List<String> PICTURES = List.of("image/png", "image/jpeg", "image/bmp", "image/gif");

    private final Models models;
    private final SequenceApi sequences;
    private final byte[] description = description();
    private final ConcurrencyLimit smallPictures = new ConcurrencyLimit(32, 5);
    private final ConcurrencyLimit largePictures = new ConcurrencyLimit(8, 5);
    private final ConcurrencyLimit scoring = new ConcurrencyLimit(4, 3);

    /** Scores many images beside the traces, which leaves a core to them. */
    private final ForkJoinPool scorers =
            new ForkJoinPool(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));

    Api(Models models) {
        this.models = models;
        sequences = new SequenceApi(models);
    }

    private static byte[] description() {
        try (InputStream in = Api.class.getResourceAsStream("/gatewise/openapi.json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the description of the API cannot be read", e);
        }
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(sequences.routes());
        routes.addAll(List.of(
                Route.get("/api/models", this::models),
                Route.get("/api/models/{id}/images/{n}", this::image),
                Route.post("/api/models/{id}/pictures", this::pictureBody, this::picture),
                Route.post("/api/models/{id}/trace", this::traceBody, this::trace),
                Route.post("/api/models/{id}/accuracy", this::accuracyBody, this::accuracy),
                Route.get("/api/runs", this::runs),
                Route.get("/api/openapi.json", request -> Response.json(description))));
        return routes;
    }

    private Response models(Request request) {
        return Response.json(
                Map.of("models", models.all().stream().map(ModelEntry::of).toList()));
    }

    private Response runs(Request request) {
        List<RunEntry> runs = new ArrayList<>();
        if (models.live() != null) {
            runs.add(RunEntry.of(models.live()));
        }
        models.given().forEach(model -> runs.add(RunEntry.of(model)));
        return Response.json(Map.of("runs", runs));
    }

    private Response image(Request request) {
        ServedModel model = images(request).tested();
        String number = request.parameter("n");
        int index = number.matches("[0-9]{1,9}") ? Integer.parseInt(number) : Integer.MAX_VALUE;
        if (index >= model.tests()) {
            throw Refusal.notFound("no test image " + number + ": expected 0 to " + (model.tests() - 1));
        }
        String label = model.labels().get(model.test().label(index));
        return Response.json(Image.of(index, model, model.images().image(index), label));
    }

    private BodyLimit pictureBody(Request request) {
        images(request);
        return new BodyLimit(PICTURES, LARGEST_PICTURE);
    }

    private Response picture(Request request) {
        ServedModel model = images(request);
        byte[] file = request.body();
        try (ClientWatch client = request.watch()) {
            // Who sends large ones does not keep those waiting who send small ones.
            boolean isSmall = DigitImage.isSmall(file, PICTURE, new Deadline(PATIENCE, client::isGone));
            byte[] pixels = (isSmall ? smallPictures : largePictures)
                    .run(() -> DigitImage.read(
                            new ByteArrayInputStream(file),
                            PICTURE,
                            new Deadline(PATIENCE, client::isGone),
                            model.rows(),
                            model.columns()));
            return Response.json(Image.of(null, model, pixels, null));
        }
    }

    private BodyLimit traceBody(Request request) {
        ServedModel model = models.find(request.parameter("id"));
        if (!model.isImages()) {
            return SequenceApi.traceBody(model, JSON);
        }
        long most = LARGEST_BODY + BYTES_A_PIXEL * (long) model.rows() * model.columns();
        return new BodyLimit(JSON, (int) Math.min(most, Integer.MAX_VALUE / 2));
    }

    private Response trace(Request request) {
        ServedModel model = models.find(request.parameter("id"));
        if (!model.isImages()) {
            return sequences.trace(model, request);
        }
        int pixels = model.rows() * model.columns();
        Fields body = Fields.of(request.body(), pixels, "pixels", "surgery");
        byte[] image = body.bytes("pixels", pixels);
        Surgery surgery = SurgeryBody.read(body, model.explainer().spec(), model.rows());
        return Response.json(new LabelledTrace(model.explainer().trace(image, surgery), model.labels()));
    }

    private BodyLimit accuracyBody(Request request) {
        tested(request);
        return new BodyLimit(JSON, LARGEST_BODY);
    }

    private Response accuracy(Request request) {
        ServedModel model = tested(request);
        String noun = model.form().kind();
        Fields body = Fields.of(request.body(), 0, noun, "surgery");
        Long asked = body.integer(noun, 1, model.tests());
        int count = asked == null ? Math.min(DEFAULT_TESTS, model.tests()) : asked.intValue();
        Surgery surgery =
                SurgeryBody.read(body, model.explainer().spec(), model.test().longest());
        try (ClientWatch client = request.watch()) {
            // A parallel stream runs in the pool that it is begun in.
            return Response.json(scoring.run(() -> scorers.submit(() -> score(model, count, surgery, client::isGone))
                    .join()));
        } catch (CancellationException e) {
            throw Refusal.badRequest("the client has left");
        }
    }

    private static Object score(ServedModel model, int count, Surgery surgery, BooleanSupplier unwanted) {
        if (model.isImages()) {
            ImageSet images = model.images().range(0, count);
            return SurgeryScore.of(model.explainer(), images, model.labels(), surgery, unwanted);
        }
        SequenceSet sequences = model.test().range(0, count);
        return SequenceScore.of(count, SurgeryResult.of(model.explainer(), sequences, model.form(), surgery, unwanted));
    }

    private ServedModel images(Request request) {
        ServedModel model = models.find(request.parameter("id"));
        if (!model.isImages()) {
            throw Refusal.notFound("model " + model.id() + " reads sequences, no images");
        }
        return model;
    }

    private ServedModel tested(Request request) {
        return models.find(request.parameter("id")).tested();
    }

    @Override
    public void close() {
        scorers.shutdownNow();
    }
}
