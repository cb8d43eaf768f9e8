package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The formats of pictures that are read, told by how a file begins. */
enum PictureFormat {
    PNG("\u0089PNG\r\n\u001a\n"),
    JPEG("\u00ff\u00d8"),
    GIF("GIF8"),
    BMP("BM");

    /** So many bytes tell any format. */
    static final int BEGINNING = 16;

    /** Where the brand of a file in ISO's base media format begins, and where the kind of a RIFF file does. */
    private static final int BRAND = 4;

    private static final int RIFF_KIND = 8;
    /** Zeros in each BMP file, which no text has. */
    private static final int BMP_RESERVED = 6;

    private static final String IDX = "IDX";
    private static final Map<String, String> OTHERS = new LinkedHashMap<>();

    static {
        OTHERS.put("II*\0", "TIFF");
        OTHERS.put("MM\0*", "TIFF");
        OTHERS.put("II+\0", "TIFF");
        OTHERS.put("MM\0+", "TIFF");
        OTHERS.put("%PDF", "PDF");
        OTHERS.put("8BPS", "Photoshop");
        OTHERS.put("\0\0\1\0", "ICO");
        OTHERS.put("\u00ff\n", "JPEG XL");
        OTHERS.put("\u001f\u008b", "gzip");
        OTHERS.put("\0\0\b\3", IDX);
        OTHERS.put("\0\0\b\1", IDX);
    }

    private final byte[] signature;

    PictureFormat(String signature) {
        this.signature = bytes(signature);
    }

    /** Whether a file that begins so is a picture that is read. */
    static boolean isOne(byte[] beginning) {
        for (PictureFormat format : values()) {
            if (format != BMP && isAt(0, format.signature, beginning)) {
                return true; // BM may begin a text
            }
        }
        return isAt(0, BMP.signature, beginning) && beginning.length > BEGINNING && beginning[BMP_RESERVED] == 0;
    }

    /**
     * The format of a file.
     *
     * @param beginning its first bytes, 16 or as many as there are
     * @throws UserError if it is none of these; a format that is known is named
     */
    static PictureFormat of(byte[] beginning, String name) {
        for (PictureFormat format : values()) {
            if (isAt(0, format.signature, beginning)) {
                return format;
            }
        }
        String other = other(beginning);
        if (other != null) {
            throw new UserError(
                    Text.format("%s is %s; PNG, JPEG, GIF and BMP are read", name, other),
                    other.equals(IDX) ? Phrase.of("give the folder with it by ", Setting.DATA) : "convert it");
        }
        throw new UserError(
                Text.format("%s: not a picture that can be read, expected PNG, JPEG, BMP or GIF", name),
                "save it as PNG");
    }

    /** What it is called otherwise, or null. */
    private static String other(byte[] beginning) {
        for (Map.Entry<String, String> other : OTHERS.entrySet()) {
            if (isAt(0, bytes(other.getKey()), beginning)) {
                return other.getValue();
            }
        }
        if (isAt(0, bytes("RIFF"), beginning) && isAt(RIFF_KIND, bytes("WEBP"), beginning)) {
            return "WebP";
        }
        if (isAt(BRAND, bytes("ftypavi"), beginning)) {
            return "AVIF";
        }
        if (isAt(BRAND, bytes("ftyp"), beginning)) {
            return "HEIC";
        }
        return isWbmp(beginning) ? "WBMP" : null;
    }

    /** It has no signature: type and header are 0, width and height are not. */
    private static boolean isWbmp(byte[] beginning) {
        return beginning.length > BRAND
                && beginning[0] == 0
                && beginning[1] == 0
                && beginning[2] != 0
                && beginning[3] != 0;
    }

    private static boolean isAt(int offset, byte[] signature, byte[] beginning) {
        int end = offset + signature.length;
        return beginning.length >= end && Arrays.equals(signature, 0, signature.length, beginning, offset, end);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
