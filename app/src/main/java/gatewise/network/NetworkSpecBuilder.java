package gatewise.network;

import java.util.List;

/** Changes some settings of a {@link NetworkSpec} and keeps the others. */
public final class NetworkSpecBuilder {
    private int inputSize;
    private int timeSteps;
    private int classes;
    private Cell cell;
    private List<Integer> hiddenSizes;
    private boolean bidirectional;
    private boolean resetAfter;
    private double forgetBias;
    private double gateBias;
    private double dropout;
    private Initializer kernel;
    private Initializer head;
    private Optimizer optimizer;
    private double l2;
    private GradientClipping clipping;
    private Output output;

    NetworkSpecBuilder() {}

    NetworkSpecBuilder(NetworkSpec spec) {
        this.inputSize = spec.inputSize();
        this.timeSteps = spec.timeSteps();
        this.classes = spec.classes();
        this.cell = spec.cell();
        this.hiddenSizes = spec.hiddenSizes();
        this.bidirectional = spec.bidirectional();
        this.resetAfter = spec.resetAfter();
        this.forgetBias = spec.forgetBias();
        this.gateBias = spec.gateBias();
        this.dropout = spec.dropout();
        this.kernel = spec.kernel();
        this.head = spec.head();
        this.optimizer = spec.optimizer();
        this.l2 = spec.l2();
        this.clipping = spec.clipping();
        this.output = spec.output();
    }

    public NetworkSpecBuilder inputSize(int value) {
        this.inputSize = value;
        return this;
    }

    public NetworkSpecBuilder timeSteps(int value) {
        this.timeSteps = value;
        return this;
    }

    public NetworkSpecBuilder classes(int value) {
        this.classes = value;
        return this;
    }

    public NetworkSpecBuilder cell(Cell value) {
        this.cell = value;
        return this;
    }

    public NetworkSpecBuilder hiddenSizes(List<Integer> value) {
        this.hiddenSizes = value;
        return this;
    }

    public NetworkSpecBuilder bidirectional(boolean value) {
        this.bidirectional = value;
        return this;
    }

    public NetworkSpecBuilder resetAfter(boolean value) {
        this.resetAfter = value;
        return this;
    }

    public NetworkSpecBuilder forgetBias(double value) {
        this.forgetBias = value;
        return this;
    }

    public NetworkSpecBuilder gateBias(double value) {
        this.gateBias = value;
        return this;
    }

    public NetworkSpecBuilder dropout(double value) {
        this.dropout = value;
        return this;
    }

    public NetworkSpecBuilder kernel(Initializer value) {
        this.kernel = value;
        return this;
    }

    public NetworkSpecBuilder head(Initializer value) {
        this.head = value;
        return this;
    }

    public NetworkSpecBuilder optimizer(Optimizer value) {
        this.optimizer = value;
        return this;
    }

    public NetworkSpecBuilder l2(double value) {
        this.l2 = value;
        return this;
    }

    public NetworkSpecBuilder clipping(GradientClipping value) {
        this.clipping = value;
        return this;
    }

    public NetworkSpecBuilder output(Output value) {
        this.output = value;
        return this;
    }

    /** @throws gatewise.io.UserError in one line, if the settings do not go together */
    public NetworkSpec build() {
        return new NetworkSpec(
                inputSize,
                timeSteps,
                classes,
                cell,
                hiddenSizes,
                bidirectional,
                resetAfter,
                forgetBias,
                gateBias,
                dropout,
                kernel,
                head,
                optimizer,
                l2,
                clipping,
                output);
    }
}
