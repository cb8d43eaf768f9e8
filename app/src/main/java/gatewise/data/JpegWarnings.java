package gatewise.data;

import java.util.Set;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/** What Java's reader of JPEG fills up with grey and only warns of: libjpeg, of its first warning alone. */
final class JpegWarnings implements IIOReadWarningListener {
    /** The reader's own, which do not keep libjpeg from its first. */
    private static final Set<String> HARMLESS = Set.of(
            "JFIF markers not allowed in JFIF JPEG thumbnail; ignored", "Embedded color profile is invalid; ignored");

    /** Many cameras leave bytes between the last pixel and the end. */
    private static final String BEFORE_END = "extraneous bytes before marker 0xd9";

    private boolean isDamage;
    private boolean isBeforeEnd;

    @Override
    public void warningOccurred(ImageReader reader, String warning) {
        boolean isHere = warning.endsWith(BEFORE_END);
        isBeforeEnd |= isHere;
        isDamage |= !isHere && !HARMLESS.contains(warning);
    }

    /** Whether a file that has been decoded may lack pixels: such bytes may also stand where a scan was to be resumed. */
    boolean areOfDamage(byte[] file) {
        return isDamage || isBeforeEnd && !JpegRestarts.areAll(file);
    }
}
