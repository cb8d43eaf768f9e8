package gatewise.cpu;

import gatewise.kernel.LinearHead;
import gatewise.kernel.RegressionHead;
import gatewise.kernel.SoftmaxHead;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Finds the kernel's head for DL4J's activations and losses: softmax with cross-entropy, identity with squared or absolute errors. */
final class Heads {
    private Heads() {}

    /** Whether the kernels know what such a layer computes. */
    static boolean serve(BaseOutputLayer conf, DataType type) {
        return type == DataType.FLOAT
                && conf.hasBias()
                && Nd4j.getEnvironment().isCPU()
                && (isSoftmax(conf) || isRegression(conf));
    }

    private static boolean isSoftmax(BaseOutputLayer conf) {
        return conf.getActivationFn() instanceof ActivationSoftmax && conf.getLossFn() instanceof LossMCXENT;
    }

    private static boolean isRegression(BaseOutputLayer conf) {
        ILossFunction loss = conf.getLossFn();
        return conf.getActivationFn() instanceof ActivationIdentity
                && (loss.getClass() == LossMSE.class || loss.getClass() == LossMAE.class);
    }

    /** Of a layer that is served. */
    static LinearHead of(BaseOutputLayer conf) {
        int inputs = (int) conf.getNIn();
        int outputs = (int) conf.getNOut();
        if (conf.getLossFn() instanceof LossMCXENT loss) {
            return new SoftmaxHead(inputs, outputs, weights(loss.getWeights()), loss.getSoftmaxClipEps());
        }
        return conf.getLossFn() instanceof LossMSE loss
                ? new RegressionHead(inputs, outputs, weights(loss.getWeights()), true)
                : new RegressionHead(inputs, outputs, weights(((LossMAE) conf.getLossFn()).getWeights()), false);
    }

    private static float[] weights(INDArray weights) {
        return weights == null
                ? null
                : weights.castTo(DataType.FLOAT).dup().data().asFloat();
    }
}
