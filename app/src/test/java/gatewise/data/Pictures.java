package gatewise.data;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Small pictures of a stroke, as files. */
final class Pictures {
    private Pictures() {}

    static BufferedImage stroke(int type, int size) {
        BufferedImage picture = new BufferedImage(size, size, type);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, size, size);
        graphics.setColor(Color.BLACK);
        graphics.fillRect(size * 9 / 20, size / 5, size / 10, size * 3 / 5);
        graphics.dispose();
        return picture;
    }

    /** One of each format and way that is read, by name. */
    static Map<String, byte[]> all() throws IOException {
        BufferedImage colours = stroke(BufferedImage.TYPE_INT_RGB, 32);
        BufferedImage palette = stroke(BufferedImage.TYPE_BYTE_INDEXED, 32);
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("png", write(colours, "png", null, false));
        all.put("interlaced png", write(palette, "png", null, true));
        all.put("jpeg", write(colours, "jpeg", null, false));
        all.put("progressive jpeg", write(colours, "jpeg", null, true));
        all.put("gif", write(palette, "gif", null, false));
        all.put("bmp", write(colours, "bmp", null, false));
        all.put("compressed bmp", write(palette, "bmp", "BI_RLE8", false));
        return all;
    }

    static byte[] write(BufferedImage picture, String format, String compression, boolean progressive)
            throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        if (compression != null) {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType(compression);
        }
        if (progressive) {
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
