package gatewise.cli;

import gatewise.io.Setting;

/** How a user of the command line sets what the rooms below know as settings. */
final class Flags {
    private Flags() {}

    /** The flag of a setting, in every command that has it. */
    static String of(Setting setting) {
        return switch (setting) {
            case BATCH_SIZE -> "--batch";
            case CLASS_WEIGHTS -> "--class-weights";
            case CLAMP -> "--clamp";
            case CONFIGURATIONS -> "--configurations";
            case DATA -> "--data";
            case DROPOUT -> "--dropout";
            case ENGINE -> "--engine";
            case EPOCHS -> "--epochs";
            case FEATURES -> "--features";
            case HIDDEN_SIZES -> "--hidden";
            case HORIZON -> "--horizon";
            case HOST -> "--host";
            case INPUT_DEVIATION -> "--std";
            case INPUT_MEAN -> "--mean";
            case JAVA_FOLDER -> "--java";
            case JAVA_PACKAGE -> "--package";
            case L2 -> "--l2";
            case LABEL -> "--label";
            case LEARNING_RATE -> "--learning-rate";
            case LIMIT -> "--limit";
            case LOSS -> "--loss";
            case MISSING -> "--missing";
            case ONNX_CHECK -> "--check";
            case OPTIMIZER -> "--optimizer";
            case OUTPUT_FOLDER -> "--out";
            case PARAMETERS -> "--parameters";
            case PART -> "--part";
            case PATIENCE -> "--patience";
            case PORT -> "--port";
            case RESET_AFTER -> "--reset-after";
            case RESUME -> "--resume";
            case SCHEDULE -> "--schedule";
            case SEARCH -> "--search";
            case SEASON -> "--season";
            case SECONDS -> "--seconds";
            case SEEDS -> "--seeds";
            case SEQUENCE -> "--sequence";
            case SHIFT -> "--shift";
            case SPARK -> "--spark";
            case STEP -> "--step";
            case TARGET -> "--target";
            case TASK -> "--task";
            case THREADS -> "--threads";
            case TIME_STEPS -> "--steps";
            case WINDOW -> "--window";
        };
    }
}
