package gatewise.layer;

import gatewise.kernel.SoftmaxHead;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.OutputLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** A {@link FastOutput} at work. */
public class FastOutputLayer extends OutputLayer {
    private static final long serialVersionUID = 1L;

    private transient SoftmaxHead head;

    /** Of the input and labels that the last pass backward saw; NaN if there is none. */
    private transient double lossSum = Double.NaN;

    public FastOutputLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    private boolean served() {
        return dataType == DataType.FLOAT
                && maskArray == null
                && labels != null
                && input.rank() == 2
                && layerConf().hasBias()
                && layerConf().getActivationFn() instanceof ActivationSoftmax
                && layerConf().getLossFn() instanceof LossMCXENT loss
                && loss.getWeights() == null
                && input.size(1) == layerConf().getNIn()
                && labels.rank() == 2
                && labels.size(0) == input.size(0)
                && labels.size(1) == layerConf().getNOut()
                && Nd4j.getEnvironment().isCPU();
    }

    @Override
    public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
        super.setInput(input, workspaces);
        lossSum = Double.NaN;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        if (!served()) {
            return super.backpropGradient(epsilon, workspaces);
        }
        applyDropOutIfNecessary(true, workspaces);
        if (head == null) {
            head = new SoftmaxHead((int) layerConf().getNIn(), (int) layerConf().getNOut());
        }
        INDArray weights = getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, true, workspaces);
        INDArray bias = getParamWithNoise(DefaultParamInitializer.BIAS_KEY, true, workspaces);
        INDArray dx = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, input.shape(), 'f');
        lossSum = head.lossAndGradients(
                KernelPass.pointer(KernelPass.contiguous(input.castTo(DataType.FLOAT))),
                (int) input.size(0),
                KernelPass.pointer(KernelPass.contiguous(labels.castTo(DataType.FLOAT))),
                ((LossMCXENT) layerConf().getLossFn()).getSoftmaxClipEps(),
                memory(Map.of(DefaultParamInitializer.WEIGHT_KEY, weights, DefaultParamInitializer.BIAS_KEY, bias)),
                memory(gradientViews),
                KernelPass.pointer(dx));
        Gradient gradient = new DefaultGradient();
        gradientViews.forEach((key, view) -> gradient.gradientForVariable().put(key, view));
        return new Pair<>(gradient, backpropDropOutIfPresent(dx));
    }

    private static SoftmaxHead.Parameters memory(Map<String, INDArray> arrays) {
        return new SoftmaxHead.Parameters(
                KernelPass.pointer(KernelPass.contiguous(arrays.get(DefaultParamInitializer.WEIGHT_KEY))),
                KernelPass.pointer(arrays.get(DefaultParamInitializer.BIAS_KEY)));
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
