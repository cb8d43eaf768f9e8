package gatewise.data;

/**
 * The part of a series that a forecast sees, and what it forecasts.
 *
 * @param length steps that are read, at least 1
 * @param horizon steps after them that are forecast, at least 1
 * @param season steps after which the series is expected to repeat itself, for the seasonal naive forecast beside the
 *     network's; 0 for none
 */
public record Window(int length, int horizon, int season) {
    public Window {
        if (length < 1 || horizon < 1 || season < 0) {
            throw new IllegalArgumentException("a window of " + length + " steps, a horizon of " + horizon
                    + " and a season of " + season + " cannot be");
        }
    }
}
