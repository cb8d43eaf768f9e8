package gatewise.serve;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A method and a path that are answered.
 *
 * @param method GET or POST; GET serves HEAD, too
 * @param template such as {@code /api/models/{id}}; a parameter is letters and digits
 */
record Route(String method, String template, Pattern pattern, List<String> names, Action action) {
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");

    /** Answers a request whose path has matched. */
    @FunctionalInterface
    interface Action {
        Response answer(Request request) throws IOException;
    }

    static Route get(String template, Action action) {
        return of("GET", template, action);
    }

    static Route post(String template, Action action) {
        return of("POST", template, action);
    }

    private static Route of(String method, String template, Action action) {
        Pattern pattern = Pattern.compile(PARAMETER.matcher(template).replaceAll("([A-Za-z0-9]{1,20})"));
        List<String> names = PARAMETER
                .matcher(template)
                .results()
                .map(result -> result.group(1))
                .toList();
        return new Route(method, template, pattern, names, action);
    }

    /** The parameters of a path, or null if it is another. */
    Map<String, String> match(String path) {
        Matcher matcher = pattern.matcher(path);
        if (!matcher.matches()) {
            return null;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            parameters.put(names.get(i), matcher.group(i + 1));
        }
        return parameters;
    }

    boolean serves(String asked) {
        return method.equals(asked) || method.equals("GET") && asked.equals("HEAD");
    }

    /** For the header Allow. */
    String methods() {
        return method.equals("GET") ? "GET, HEAD" : method;
    }
}
