package gatewise.export;

import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.network.Networks;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;

/** A network of every kind that this application builds, with parameters that leave nothing at 0. */
final class EveryKind {
    private EveryKind() {}

    /** On images of 28 x 28 pixels in 10 classes. */
    static Stream<NetworkSpec> specs() {
        return Stream.of(Cell.LSTM, Cell.GRU, Cell.SIMPLE)
                .flatMap(cell -> Stream.of(false, true)
                        .filter(resetAfter -> !resetAfter || cell == Cell.GRU)
                        .flatMap(resetAfter -> Stream.of(List.of(12), List.of(12, 7))
                                .flatMap(sizes -> Stream.of(false, true)
                                        .map(both -> NetworkSpec.tutorial().toBuilder()
                                                .cell(cell)
                                                .resetAfter(resetAfter)
                                                .hiddenSizes(sizes)
                                                .bidirectional(both)
                                                .build()))));
    }

    static MultiLayerNetwork network(NetworkSpec spec) {
        MultiLayerNetwork network = Networks.create(spec, 1);
        Nd4j.getRandom().setSeed(7);
        network.params().assign(Nd4j.randn(network.params().shape()).muli(0.4));
        return network;
    }
}
