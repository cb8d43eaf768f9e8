package gatewise.report;

import gatewise.io.Text;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** All colours of pictures and pages. */
enum Palette implements Ink {
    PAPER(0xfdfcf8, 0x14161a),
    WHITE(0xffffff, 0xffffff),
    TEXT(0x1b1d21, 0xecebe6),
    QUIET(0x5d6068, 0xa3a69f),
    RULE(0x1b1d21, 0xa3a69f),
    GRID(0xdcd9cf, 0x343840),
    TINT(0xf4f1e7, 0x1f2229),
    FAINT(0xcfccc2, 0x4a4e57),
    BLUE(0x1f5fae, 0x7db4f5),
    ORANGE(0xd95f02, 0xff9a5c),
    GREEN(0x2a7a4b, 0x63c48d),
    PURPLE(0x8a4fa3, 0xcf9be6);

    /** From paper to what is strongest. */
    static final int[] BLUES = {0xffffff, 0xc6dbef, 0x6baed6, 0x2171b5, 0x08306b};

    static final int[] GREENS = {0xffffff, 0xc7e9c0, 0x74c476, 0x238b45, 0x00441b};
    static final int[] GREYS = {0xffffff, 0x000000};
    static final int[] TO_BLUE = {WHITE.light, BLUE.light};
    static final int[] TO_ORANGE = {WHITE.light, ORANGE.light};
    /** From one end over paper to the other. */
    static final int[] BLUE_TO_RED = {0x2166ac, 0x92c5de, 0xffffff, 0xf4a582, 0xb2182b};

    private final int light;
    private final int dark;

    Palette(int light, int dark) {
        this.light = light;
        this.dark = dark;
    }

    @Override
    public int rgb() {
        return light;
    }

    @Override
    public String css() {
        return "var(" + variable() + ")";
    }

    private String variable() {
        return "--" + name().toLowerCase(Locale.ROOT);
    }

    /** The part of a style sheet that gives each colour its variable, such as {@code --blue}, in both themes. */
    static String styleSheet() {
        return Text.format(
                ":root { %s }%n@media screen and (prefers-color-scheme: dark) { :root { %s } }%n",
                variables(ink -> ink.light), variables(ink -> ink.dark));
    }

    private static String variables(ToIntFunction<Palette> theme) {
        return Arrays.stream(values())
                .map(ink -> Text.format("%s: #%06x;", ink.variable(), theme.applyAsInt(ink)))
                .collect(Collectors.joining(" "));
    }
}
