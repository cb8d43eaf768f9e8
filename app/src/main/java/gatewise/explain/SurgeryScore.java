package gatewise.explain;

import gatewise.data.ImageSet;
import gatewise.scoring.Evaluation;
import gatewise.scoring.Scores;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * What surgery does to a network's answers for many images.
 *
 * @param before the share of the images that is recognised before it
 * @param after the share that is recognised after it
 * @param classes [classes]
 */
public record SurgeryScore(long images, double before, double after, List<OfClass> classes) {

    /**
     * The images of one class.
     *
     * @param before the share of them that is recognised before the surgery; null if there are none
     * @param after the share that is recognised after it; null if there are none
     */
    public record OfClass(String label, long images, Double before, Double after) {}

    /**
     * @param images of the network's size
     * @param labels [classes], the names of the network's classes
     * @throws gatewise.io.UserError if the surgery holds what the network does not have, or an answer is not finite
     */
    public static SurgeryScore of(Explainer explainer, ImageSet images, List<String> labels, Surgery surgery) {
        return of(explainer, images, labels, surgery, () -> false);
    }

    /**
     * The same, unless nobody waits for it any more.
     *
     * @param unwanted asked before each image, on whichever thread works
     * @throws CancellationException if it is unwanted before its end
     */
    public static SurgeryScore of(
            Explainer explainer, ImageSet images, List<String> labels, Surgery surgery, BooleanSupplier unwanted) {
        surgery.checkFits(explainer.spec());
        Evaluation before = evaluation(explainer, images, Surgery.NONE, unwanted);
        return of(before, evaluation(explainer, images, surgery, unwanted), labels);
    }

    static SurgeryScore of(Evaluation before, Evaluation after, List<String> labels) {
        List<OfClass> classes = IntStream.range(0, labels.size())
                .mapToObj(label -> new OfClass(
                        labels.get(label), before.actual(label), recall(before, label), recall(after, label)))
                .toList();
        return new SurgeryScore(before.images(), before.accuracy(), after.accuracy(), classes);
    }

    private static Evaluation evaluation(
            Explainer explainer, ImageSet images, Surgery surgery, BooleanSupplier unwanted) {
        int[] labels = IntStream.range(0, images.count()).map(images::label).toArray();
        float[][] probabilities = IntStream.range(0, images.count())
                .parallel()
                .mapToObj(image -> {
                    if (unwanted.getAsBoolean()) {
                        throw new CancellationException("nobody waits for the accuracy");
                    }
                    float[][] rows = explainer.rows(images.image(image));
                    return Scores.requireFinite(explainer.answers(rows, surgery)[0]);
                })
                .toArray(float[][]::new);
        return new Scores(probabilities, labels).evaluation();
    }

    private static Double recall(Evaluation evaluation, int label) {
        return evaluation.actual(label) == 0 ? null : evaluation.recall(label);
    }
}
