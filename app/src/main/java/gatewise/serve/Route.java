package gatewise.serve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A method and a path that are answered.
 *
 * @param method GET or POST; GET serves HEAD, too
 * @param body what body is expected, by request; null if none is
 */
record Route(String method, Template path, Function<Request, BodyLimit> body, Action action) {

    /** Answers a request whose path has matched and whose body is there. */
    @FunctionalInterface
    interface Action {
        Response answer(Request request);
    }

    /**
     * A path with parameters.
     *
     * @param text such as {@code /api/models/{id}}; a parameter is letters and digits
     */
    record Template(String text, Pattern pattern, List<String> names) {
        private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");

        static Template of(String text) {
            Pattern pattern = Pattern.compile(PARAMETER.matcher(text).replaceAll("([A-Za-z0-9]{1,20})"));
            List<String> names = PARAMETER
                    .matcher(text)
                    .results()
                    .map(result -> result.group(1))
                    .toList();
            return new Template(text, pattern, names);
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
    }

    static Route get(String template, Action action) {
        return new Route("GET", Template.of(template), null, action);
    }

    static Route post(String template, Function<Request, BodyLimit> body, Action action) {
        return new Route("POST", Template.of(template), body, action);
    }

    boolean serves(String asked) {
        return method.equals(asked) || method.equals("GET") && asked.equals("HEAD");
    }

    /** For the header Allow. */
    String methods() {
        return method.equals("GET") ? "GET, HEAD" : method;
    }
}
