package gatewise.explain;

import gatewise.data.ImageSet;
import gatewise.scoring.Evaluation;
import gatewise.scoring.Scores;
import java.util.stream.IntStream;

/** What surgery does to a network's answers for many images. */
public record SurgeryScore(Evaluation before, Evaluation after) {

    /**
     * @param images of the network's size
     * @throws gatewise.io.UserError if the surgery holds what the network does not have
     */
    public static SurgeryScore of(Explainer explainer, ImageSet images, Surgery surgery) {
        surgery.checkFits(explainer.spec());
        return new SurgeryScore(evaluation(explainer, images, Surgery.NONE), evaluation(explainer, images, surgery));
    }

    private static Evaluation evaluation(Explainer explainer, ImageSet images, Surgery surgery) {
        int[] labels = IntStream.range(0, images.count()).map(images::label).toArray();
        float[][] probabilities = IntStream.range(0, images.count())
                .parallel()
                .mapToObj(image -> explainer.probabilities(images.image(image), surgery))
                .toArray(float[][]::new);
        return new Scores(probabilities, labels).evaluation();
    }
}
