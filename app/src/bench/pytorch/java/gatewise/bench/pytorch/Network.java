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
import org.bytedeco.pytorch.RNNImpl;
import org.bytedeco.pytorch.RNNOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * PyTorch's own recurrent module with a linear head on its last step (where it reads in both directions, on the last of each), and PyTorch's
 * own optimiser.
 */
@SuppressWarnings("try") // scopes, to which native memory belongs, are opened and closed, not used
final class Network {
    private static final int CLASSES = 10;
    private static final int STEP_DIMENSION = 1;

    private final int hiddenSize;
    private final boolean bothDirections;
    private final Function<Tensor, Tensor> recurrent;
    private final LinearImpl head;
    private final RMSprop optimizer;

    Network(String cell, int layers, int hiddenSize, boolean bothDirections) {
        this.hiddenSize = hiddenSize;
        this.bothDirections = bothDirections;
        torch.manual_seed(1);
        TensorVector parameters = new TensorVector();
        switch (cell) {
            case "lstm" -> {
                LSTMOptions options = new LSTMOptions(Sequences.COLUMNS, hiddenSize);
                options.num_layers().put(layers);
                options.batch_first().put(true);
                options.bidirectional().put(bothDirections);
                LSTMImpl lstm = new LSTMImpl(options);
                recurrent = sequences -> lstm.forward(sequences).get0();
                add(lstm, parameters);
            }
            case "gru" -> {
                GRUOptions options = new GRUOptions(Sequences.COLUMNS, hiddenSize);
                options.num_layers().put(layers);
                options.batch_first().put(true);
                options.bidirectional().put(bothDirections);
                GRUImpl gru = new GRUImpl(options);
                recurrent = sequences -> gru.forward(sequences).get0();
                add(gru, parameters);
            }
            case "simple" -> {
                RNNOptions options = new RNNOptions(Sequences.COLUMNS, hiddenSize);
                options.num_layers().put(layers);
                options.batch_first().put(true);
                options.bidirectional().put(bothDirections);
                RNNImpl rnn = new RNNImpl(options);
                recurrent = sequences -> rnn.forward(sequences).get0();
                add(rnn, parameters);
            }
            default -> throw new IllegalArgumentException("cell must be lstm, gru or simple, got " + cell);
        }
        head = new LinearImpl(bothDirections ? 2L * hiddenSize : hiddenSize, CLASSES);
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
        Tensor outputs = recurrent.apply(sequences);
        if (!bothDirections) {
            return head.forward(outputs.select(STEP_DIMENSION, Sequences.ROWS - 1));
        }
        Tensor forwards = outputs.narrow(2, 0, hiddenSize).select(STEP_DIMENSION, Sequences.ROWS - 1);
        Tensor backwards = outputs.narrow(2, hiddenSize, hiddenSize).select(STEP_DIMENSION, 0);
        return head.forward(torch.cat(new TensorVector(forwards, backwards), 1));
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
