package gatewise.cpu;

import gatewise.kernel.LinearHead;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.OutputLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link FastOutput} at work. */
final class FastOutputLayer extends OutputLayer {
    private static final long serialVersionUID = 1L;

    private transient LinearHead head;

    /** Of the input and labels that the last pass backward saw; NaN if there is none. */
    private transient double lossSum = Double.NaN;

    public FastOutputLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    private boolean servesOutputs() {
        return maskArray == null
                && input.rank() == 2
                && input.size(1) == layerConf().getNIn()
                && Heads.serve(layerConf(), dataType);
    }

    private boolean servesGradients() {
        return servesOutputs()
                && labels != null
                && labels.rank() == 2
                && labels.size(0) == input.size(0)
                && labels.size(1) == layerConf().getNOut();
    }

    @Override
    public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
        super.setInput(input, workspaces);
        lossSum = Double.NaN;
    }

    @Override
    public void setLabels(INDArray labels) {
        super.setLabels(labels);
        lossSum = Double.NaN;
    }

    @Override
    public void setMaskArray(INDArray maskArray) {
        super.setMaskArray(maskArray);
        lossSum = Double.NaN;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        if (!servesGradients()) {
            return super.backpropGradient(epsilon, workspaces);
        }
        applyDropOutIfNecessary(true, workspaces);
        INDArray dx = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, input.shape(), 'f');
        try (ArrayMemory memory = new ArrayMemory()) {
            lossSum = head().lossAndGradients(
                            new LinearHead.Batch(
                                    memory.columnMajor(input.castTo(DataType.FLOAT)),
                                    (int) input.size(0),
                                    memory.columnMajor(labels.castTo(DataType.FLOAT))),
                            parameters(memory, true, workspaces),
                            new LinearHead.Parameters(
                                    memory.of(gradientViews.get(DefaultParamInitializer.WEIGHT_KEY)),
                                    memory.of(gradientViews.get(DefaultParamInitializer.BIAS_KEY))),
                            memory.of(dx));
        }
        Gradient gradient = new DefaultGradient();
        gradientViews.forEach((key, view) -> gradient.gradientForVariable().put(key, view));
        return new Pair<>(gradient, backpropDropOutIfPresent(dx));
    }

    /** By the head at once, instead of by one operation of ND4J for the product, one for the bias and one for what follows. */
    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        if (training || !servesOutputs()) {
            return super.activate(training, workspaces);
        }
        INDArray outputs = workspaces.createUninitialized(
                ArrayType.ACTIVATIONS,
                DataType.FLOAT,
                new long[] {input.size(0), layerConf().getNOut()},
                'f');
        try (ArrayMemory memory = new ArrayMemory()) {
            head().outputs(
                            memory.columnMajor(input.castTo(DataType.FLOAT)),
                            (int) input.size(0),
                            parameters(memory, false, workspaces),
                            memory.of(outputs));
        }
        return outputs;
    }

    private LinearHead head() {
        if (head == null) {
            head = Heads.of(layerConf());
        }
        return head;
    }

    private LinearHead.Parameters parameters(ArrayMemory memory, boolean training, LayerWorkspaceMgr workspaces) {
        return new LinearHead.Parameters(
                memory.columnMajor(getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, training, workspaces)),
                memory.of(getParamWithNoise(DefaultParamInitializer.BIAS_KEY, training, workspaces)));
    }

    /** After a pass backward its loss is at hand, and DL4J's forward pass for the score is saved. */
    @Override
    public double computeScore(double fullNetRegTerm, boolean training, LayerWorkspaceMgr workspaces) {
        if (!training || Double.isNaN(lossSum)) {
            return super.computeScore(fullNetRegTerm, training, workspaces);
        }
        score = (conf().isMiniBatch() ? lossSum / getInputMiniBatchSize() : lossSum) + fullNetRegTerm;
        return score;
    }
}
