package gatewise.spark;

import java.util.Map;

/**
 * What an executor is to do.
 *
 * @param text of it, in JSON
 * @param files content that this task alone needs, by names
 */
public record Task(String text, Map<String, byte[]> files) {
    /** One that its text says all of. */
    static Task of(String text) {
        return new Task(text, Map.of());
    }
}
