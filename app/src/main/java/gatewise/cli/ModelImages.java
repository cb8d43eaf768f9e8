package gatewise.cli;

import gatewise.checkpoint.Provenance;
import gatewise.data.Dataset;
import gatewise.data.DigitImage;
import gatewise.data.ImageSet;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import java.nio.file.Path;

/** The images that a model is given, checked to be of its size. */
final class ModelImages {
    private final Provenance provenance;
    private final DataOption data;
    private Dataset opened;

    ModelImages(Provenance provenance, DataOption data) {
        this.provenance = provenance;
        this.data = data;
    }

    /** An image to be read; the label is null if it is not known. */
    record Image(String name, byte[] pixels, String label) {}

    /** The set that the user named, or the one that the model was trained on. */
    Dataset dataset() {
        if (opened == null) {
            Dataset set = data.isGiven() ? data.open() : provenance.data().open();
            checkFits(set, provenance.network());
            opened = set;
        }
        return opened;
    }

    /** @throws UserError if the network reads images of another size, or knows other classes */
    static void checkFits(Dataset set, NetworkSpec spec) {
        if (set.timeSteps() != spec.timeSteps()
                || set.features() != spec.inputSize()
                || set.classes() != spec.classes()) {
            throw new UserError(
                    Text.format(
                            "the model reads images of %d x %d in %d classes, but %s has %d x %d in %d",
                            spec.timeSteps(),
                            spec.inputSize(),
                            spec.classes(),
                            set.name(),
                            set.timeSteps(),
                            set.features(),
                            set.classes()),
                    "give other data or model");
        }
    }

    Image test(int index) {
        ImageSet test = dataset().testImages();
        if (index < 0 || index >= test.count()) {
            throw new UserError(
                    "--index " + index + ": " + dataset().name() + " has test images 0.." + (test.count() - 1),
                    "give one of these");
        }
        return new Image(
                "test image " + index,
                test.image(index),
                provenance.data().labels().get(test.label(index)));
    }

    Image picture(Path file) {
        NetworkSpec spec = provenance.network();
        return new Image(file.toString(), DigitImage.read(file, spec.timeSteps(), spec.inputSize()), null);
    }
}
