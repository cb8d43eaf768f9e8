package gatewise.cpu;

import gatewise.kernel.LinearHead;
import gatewise.kernel.StepHead;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.RnnOutputLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link FastRnnOutput} at work. */
final class FastRnnOutputLayer extends RnnOutputLayer {
    private static final long serialVersionUID = 1L;

    private transient StepHead head;

    /** The mask as it was given, which DL4J turns into a column. */
    private transient INDArray stepMask;

    /** Of the input and labels that the last pass backward saw; NaN if there is none. */
    private transient double lossSum = Double.NaN;

    public FastRnnOutputLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
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
    public void setMaskArray(INDArray mask) {
        super.setMaskArray(mask);
        stepMask = mask;
        lossSum = Double.NaN;
    }

    @Override
    public void clear() {
        super.clear();
        stepMask = null;
        lossSum = Double.NaN;
    }

    private boolean serves() {
        return input.rank() == 3
                && labels != null
                && labels.rank() == 3
                && layerConf().getRnnDataFormat() != RNNFormat.NWC
                && layerConf().getIDropout() == null
                && input.size(1) == layerConf().getNIn()
                && labels.size(0) == input.size(0)
                && labels.size(1) == layerConf().getNOut()
                && labels.size(2) == input.size(2)
                && Heads.serve(layerConf(), dataType);
    }

    /** Which steps count, or null where the mask is of another form; empty without a mask. */
    private boolean[] counts() {
        if (stepMask == null) {
            return new boolean[0];
        }
        if (stepMask.rank() != 2 || stepMask.size(0) != input.size(0) || stepMask.size(1) != input.size(2)) {
            return null;
        }
        float[] values = new float[(int) stepMask.length()];
        try (ArrayMemory memory = new ArrayMemory();
                FloatPointer pointer = memory.columnMajor(stepMask.castTo(DataType.FLOAT))) {
            pointer.get(values);
        }
        boolean[] counts = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            counts[i] = values[i] == 1;
            if (values[i] != 0 && values[i] != 1) {
                return null;
            }
        }
        return counts;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        boolean[] counts = serves() ? counts() : null;
        if (counts == null) {
            return super.backpropGradient(epsilon, workspaces);
        }
        if (head == null) {
            head = new StepHead(Heads.of(layerConf()));
        }
        INDArray dx = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, input.shape(), 'f');
        try (ArrayMemory memory = new ArrayMemory()) {
            lossSum = head.lossAndGradients(
                    new StepHead.Examples(
                            memory.columnMajor(input.castTo(DataType.FLOAT)),
                            memory.columnMajor(labels.castTo(DataType.FLOAT)),
                            (int) input.size(0),
                            (int) input.size(2),
                            counts.length == 0 ? null : counts),
                    new LinearHead.Parameters(
                            memory.columnMajor(getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, true, workspaces)),
                            memory.of(getParamWithNoise(DefaultParamInitializer.BIAS_KEY, true, workspaces))),
                    new LinearHead.Parameters(
                            memory.of(gradientViews.get(DefaultParamInitializer.WEIGHT_KEY)),
                            memory.of(gradientViews.get(DefaultParamInitializer.BIAS_KEY))),
                    memory.of(dx));
        }
        Gradient gradient = new DefaultGradient();
        gradientViews.forEach((key, view) -> gradient.gradientForVariable().put(key, view));
        return new Pair<>(gradient, dx);
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
