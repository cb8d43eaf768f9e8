package gatewise.report;

import gatewise.io.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * All colours of pictures and pages; {@code gatewise/serve/style.css} and {@code colours.js} have the same. The hues are those of
 * Okabe and Ito, Color Universal Design (2008), yellow and the second red left out, set so dark or light that each is seen on the
 * paper of its theme and no two look alike to people who lack one of the three kinds of cone.
 */
enum Palette implements Ink {
    PAPER(0xfdfcf8, 0x14161a),
    WHITE(0xffffff, 0xffffff),
    TEXT(0x1b1d21, 0xecebe6),
    QUIET(0x5d6068, 0xa3a69f),
    RULE(0x1b1d21, 0xa3a69f),
    GRID(0xdcd9cf, 0x343840),
    TINT(0xf3f0e6, 0x1f2229),
    FAINT(0xcfccc2, 0x4a4e57),
    BLUE(0x0726a2, 0x3a68ff),
    ORANGE(0xc17605, 0xfea01e),
    GREEN(0x0b6931, 0x2b9a46),
    PURPLE(0x8f5488, 0x9a6088),
    SKY(0x1b8cf0, 0x4fd0f7);

    /** What can be told apart as lines of one plot, together with {@link #TEXT}. */
    static final List<Palette> HUES = List.of(BLUE, ORANGE, GREEN, PURPLE, SKY);

    /** Of gates and answers, from 0 to 1. */
    static final int[] SHARES = {0xfbfaf6, 0xcfdff0, 0x8db8de, 0x3f7fc0, 0x0b3c86};

    /** Of what can be negative, from one end over nothing to the other. */
    static final int[] SIGNED = {0x1d4f9c, 0x7fa9d6, 0xfbfaf6, 0xe39a85, 0xa81f2c};

    static final int[] GREYS = {0xffffff, 0x000000};
    static final int[] TO_BLUE = {WHITE.light, BLUE.light};
    static final int[] TO_ORANGE = {WHITE.light, ORANGE.light};

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

    /** 0xrrggbb, for the paper of the dark theme. */
    int darkRgb() {
        return dark;
    }

    @Override
    public String css() {
        return "var(" + variable() + ")";
    }

    /** Its name in style sheets, such as {@code --blue}. */
    String variable() {
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
