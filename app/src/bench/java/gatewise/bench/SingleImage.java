package gatewise.bench;

import gatewise.io.Text;
import gatewise.data.ImageSet;
import java.util.Arrays;

/** Answers for one image at a time, from its pixels on the heap to its probabilities on the heap. */
@FunctionalInterface
public interface SingleImage {

    /** @param pixels unsigned bytes, row-major, 28 x 28 */
    float[] probabilities(byte[] pixels);

    /** Median and 99th percentile in microseconds over so many images, after as many to warm up. */
    default Variant.Sample latency(ImageSet images, int count) {
        byte[][] pixels = new byte[Math.min(count, images.count())][];
        Arrays.setAll(pixels, images::image);
        long[] nanos = new long[count];
        double checksum = 0;
        for (int image = -count; image < count; image++) {
            byte[] one = pixels[Math.floorMod(image, pixels.length)];
            long began = System.nanoTime();
            float[] probabilities = probabilities(one);
            nanos[Math.max(0, image)] = System.nanoTime() - began;
            checksum += probabilities[0];
        }
        Arrays.sort(nanos);
        return new Variant.Sample(
                Text.format("mean p(0) %.3f", checksum / (2 * count)),
                nanos[count / 2] / 1e3,
                nanos[(int) (count * 99L / 100)] / 1e3);
    }
}
