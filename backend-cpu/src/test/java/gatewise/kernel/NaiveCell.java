package gatewise.kernel;

/**
 * One cell on one sequence in double precision, written as the equations are: the control of every other implementation.
 *
 * <p>Call {@link #forward} and then {@link #backward}, which adds to the gradients.
 */
abstract sealed class NaiveCell permits NaiveSimple, NaiveLstm, NaiveGru {

    /** Parameters or gradients, matrices column-major as in {@link CellParameters}; recurrentBias may be empty. */
    record Parameters(double[] inputWeights, double[] recurrentWeights, double[] bias, double[] recurrentBias) {
        static Parameters zeros(CellShape shape) {
            int columns = shape.columns();
            return new Parameters(
                    new double[shape.inputSize() * columns],
                    new double[shape.hiddenSize() * columns],
                    new double[columns],
                    new double[shape.cell().hasRecurrentBias() ? columns : 0]);
        }
    }

    final CellShape shape;
    final int hidden;
    final Parameters parameters;
    final Parameters gradients;

    NaiveCell(CellShape shape, Parameters parameters, Parameters gradients) {
        this.shape = shape;
        this.hidden = shape.hiddenSize();
        this.parameters = parameters;
        this.gradients = gradients;
    }

    static NaiveCell of(CellShape shape, Parameters parameters, Parameters gradients) {
        return switch (shape.cell()) {
            case SIMPLE -> new NaiveSimple(shape, parameters, gradients);
            case LSTM -> new NaiveLstm(shape, parameters, gradients);
            case GRU_RESET_BEFORE, GRU_RESET_AFTER -> new NaiveGru(shape, parameters, gradients);
        };
    }

    /** From x [timeSteps][inputSize] and the start states [hiddenSize] to the hidden states [timeSteps][hiddenSize]. */
    abstract double[][] forward(double[][] x, double[] h0, double[] c0);

    /** From dy [timeSteps][hiddenSize] to dx [timeSteps][inputSize]. */
    abstract double[][] backward(double[][] dy);

    /** After the last step; null for a cell without one. */
    abstract double[] cellState();

    static double sigmoid(double value) {
        return 1 / (1 + Math.exp(-value));
    }

    /** One column of vector · matrix [vector.length, columns]. */
    static double product(double[] vector, double[] matrix, int column) {
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            sum += vector[i] * matrix[column * vector.length + i];
        }
        return sum;
    }

    /** The backward of {@link #product}: given that of the result, adds to the gradients of matrix and vector. */
    static void addProductGradient(
            double delta, double[] vector, double[] matrix, int column, double[] dMatrix, double[] dVector) {
        for (int i = 0; i < vector.length; i++) {
            dMatrix[column * vector.length + i] += delta * vector[i];
            dVector[i] += delta * matrix[column * vector.length + i];
        }
    }
}
