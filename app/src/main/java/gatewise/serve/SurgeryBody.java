package gatewise.serve;

import gatewise.explain.Clamp;
import gatewise.explain.Indices;
import gatewise.explain.RowOrder;
import gatewise.explain.Surgery;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The surgery that a client asks for. */
final class SurgeryBody {
    private static final int MOST_CLAMPS = 64;
    private static final String[] CLAMP = {"gate", "value", "rows", "units", "layer"};
    private static final Map<String, RowOrder> ORDERS = new LinkedHashMap<>();

    static {
        ORDERS.put("as-is", RowOrder.AS_IS);
        ORDERS.put("reversed", RowOrder.REVERSED);
        ORDERS.put("shuffled", RowOrder.SHUFFLED);
    }

    private SurgeryBody() {}

    /**
     * Reads the field surgery of a body; none if it is not there.
     *
     * @param steps of what is read
     * @throws Refusal if the network has no such gates, rows, units or layers
     */
    static Surgery read(Fields body, NetworkSpec spec, int steps) {
        Fields fields = body.object("surgery", "clamps", "order", "seed", "blankRows");
        if (fields == null) {
            return Surgery.NONE;
        }
        List<Clamp> clamps = fields.objects("clamps", MOST_CLAMPS, CLAMP).stream()
                .map(clamp -> clamp(clamp, spec, steps))
                .toList();
        Long seed = fields.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE);
        return new Surgery(
                clamps, order(fields), seed == null ? 1 : seed, indices(fields, "blankRows", steps, Indices.NONE));
    }

    private static RowOrder order(Fields fields) {
        String name = fields.text("order", "as-is");
        RowOrder order = ORDERS.get(name);
        if (order == null) {
            throw Refusal.badRequest(
                    fields.path("order") + " " + name + ": expected one of " + String.join(", ", ORDERS.keySet()));
        }
        return order;
    }

    private static Clamp clamp(Fields fields, NetworkSpec spec, int steps) {
        List<Integer> sizes = spec.hiddenSizes();
        Long layer = fields.integer("layer", 1, sizes.size());
        int units = layer == null
                ? sizes.stream().mapToInt(size -> size).max().orElseThrow()
                : sizes.get(layer.intValue() - 1);
        Indices atRows = indices(fields, "rows", steps, Indices.ALL);
        Indices ofUnits = indices(fields, "units", units, Indices.ALL);
        String gate = fields.text("gate");
        float value = (float) fields.number("value");
        Clamp clamp = named(
                fields.path("value"),
                () -> new Clamp(gate, value, atRows, ofUnits, layer == null ? null : layer.intValue() - 1));
        named(fields.path("gate"), () -> {
            new Surgery(List.of(clamp), RowOrder.AS_IS, 1, Indices.NONE).checkFits(spec);
            return clamp;
        });
        return clamp;
    }

    private static Indices indices(Fields fields, String name, int count, Indices otherwise) {
        String text = fields.text(name, null);
        return text == null ? otherwise : Indices.parse(fields.path(name), text, count);
    }

    private static <T> T named(String field, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (UserError e) {
            throw Refusal.badRequest(field + ": " + e.getMessage());
        }
    }
}
