package gatewise.bench.pytorch;

import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GRUImpl;
import org.bytedeco.pytorch.GRUOptions;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LSTMOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** PyTorch's own recurrent module with a linear head on its last step, and PyTorch's own optimiser. */
@SuppressWarnings("try") // scopes, to which native memory belongs, are opened and closed, not used
final class Network {
    private static final int CLASSES = 10;
    private static final int STEP_DIMENSION = 1;

    private final Function<Tensor, Tensor> recurrent;
    private final LinearImpl head;
    private final RMSprop optimizer;

    Network(String cell, int layers, int hiddenSize) {
        torch.manual_seed(1);
        TensorVector parameters = new TensorVector();
        switch (cell) {
            case "lstm" -> {
                LSTMOptions options = new LSTMOptions(Sequences.COLUMNS, hiddenSize);
                options.num_layers().put(layers);
                options.batch_first().put(true);
                LSTMImpl lstm = new LSTMImpl(options);
                recurrent = sequences -> lstm.forward(sequences).get0();
                add(lstm, parameters);
            }
            case "gru" -> {
                GRUOptions options = new GRUOptions(Sequences.COLUMNS, hiddenSize);
                options.num_layers().put(layers);
                options.batch_first().put(true);
                GRUImpl gru = new GRUImpl(options);
                recurrent = sequences -> gru.forward(sequences).get0();
                add(gru, parameters);
            }
            default -> throw new IllegalArgumentException("cell must be lstm or gru, got " + cell);
        }
        head = new LinearImpl(hiddenSize, CLASSES);
        add(head, parameters);
        RMSpropOptions options = new RMSpropOptions(0.001);
        options.alpha().put(0.9);
        options.eps().put(1e-10);
        optimizer = new RMSprop(parameters, options);
    }

    private static void add(Module module, TensorVector parameters) {
        TensorVector own = module.parameters();
        for (long i = 0; i < own.size(); i++) {
            parameters.push_back(own.get(i));
        }
    }

    /** From sequences [batch, steps, columns] to [batch, classes], before the softmax. */
    Tensor logits(Tensor sequences) {
        return head.forward(recurrent.apply(sequences).select(STEP_DIMENSION, Sequences.ROWS - 1));
    }

    /** One whole training step; returns its loss. */
    double step(Tensor sequences, Tensor labels) {
        try (PointerScope scope = new PointerScope()) {
            optimizer.zero_grad();
            Tensor loss = torch.cross_entropy(logits(sequences), labels);
            loss.backward();
            optimizer.step();
            return loss.item_float();
        }
    }
}
