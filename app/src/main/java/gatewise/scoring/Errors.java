package gatewise.scoring;

/** How far off numbers are that a network said, in the units of their file. */
public interface Errors {
    /** The root of the mean squared error of an output. */
    double rmse(int output);

    /** The mean absolute error of an output. */
    double mae(int output);

    /** The root of the mean squared error of all outputs, standardised if they are. */
    double rmse();

    /** The mean absolute error of all outputs, standardised if they are. */
    double mae();

    /** Whether what is said of all outputs together is in deviations of the training's numbers, not in the units of the file. */
    boolean isStandardised();
}
