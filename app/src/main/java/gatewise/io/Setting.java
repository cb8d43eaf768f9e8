package gatewise.io;

/** What a user sets and an error may name; its text is its name in the code. How a user sets it, is for others to know. */
public enum Setting {
    BATCH_SIZE("batchSize"),
    CLAMP("clamp"),
    CLASS_WEIGHTS("classWeights"),
    CONFIGURATIONS("configurations"),
    DATA("data"),
    DROPOUT("dropout"),
    ENGINE("engine"),
    EPOCHS("epochs"),
    FEATURES("features"),
    HIDDEN_SIZES("hiddenSizes"),
    HORIZON("horizon"),
    HOST("host"),
    INPUT_DEVIATION("inputDeviation"),
    INPUT_MEAN("inputMean"),
    JAVA_FOLDER("javaFolder"),
    JAVA_PACKAGE("javaPackage"),
    L2("l2"),
    LABEL("label"),
    LEARNING_RATE("learningRate"),
    LIMIT("limit"),
    LOSS("loss"),
    MISSING("missing"),
    ONNX_CHECK("onnxCheck"),
    OPTIMIZER("optimizer"),
    OUTPUT_FOLDER("outputFolder"),
    PARAMETERS("parameters"),
    PART("part"),
    PATIENCE("patience"),
    PORT("port"),
    RESET_AFTER("resetAfter"),
    RESUME("resume"),
    SCHEDULE("schedule"),
    SEARCH("search"),
    SEASON("season"),
    SECONDS("seconds"),
    SEEDS("seeds"),
    SEQUENCE("sequence"),
    SHIFT("shift"),
    SPARK("spark"),
    STEP("step"),
    TARGET("target"),
    TASK("task"),
    THREADS("threads"),
    TIME_STEPS("timeSteps"),
    WINDOW("window");

    private final String text;

    Setting(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
