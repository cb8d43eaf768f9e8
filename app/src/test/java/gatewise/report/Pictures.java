package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Looks at written pictures. */
final class Pictures {
    private Pictures() {}

    static BufferedImage read(Path png) throws IOException {
        BufferedImage image = ImageIO.read(png.toFile());
        assertThat(image).isNotNull();
        return image;
    }

    /** 0xrrggbb. */
    static int at(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xffffff;
    }

    /** How many pixels are of exactly this colour. */
    static long count(BufferedImage image, Ink ink) {
        long count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += at(image, x, y) == ink.rgb() ? 1 : 0;
            }
        }
        return count;
    }
}
