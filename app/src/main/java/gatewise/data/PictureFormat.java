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

    /**
     * A format that is not read.
     *
     * @param fix what makes a picture that is read of such a file
     */
    private record Other(String name, CharSequence fix) {}

    private static final Map<String, Other> OTHERS = new LinkedHashMap<>();

    static {
        put("TIFF", "convert it", "II*\0", "MM\0*", "II+\0", "MM\0+");
        put("PDF", "convert it", "%PDF");
        put("Photoshop", "convert it", "8BPS");
        put("ICO", "convert it", "\0\0\1\0");
        put("JPEG XL", "convert it", "\u00ff\n");
        put("gzip", "unpack it", "\u001f\u008b");
        put("zip", "unpack it", "PK\3\4", "PK\5\6");
        put("bzip2", "unpack it", "BZh");
        put("xz", "unpack it", "\u00fd7zXZ\0");
        put("zstd", "unpack it", "(\u00b5/\u00fd");
        put("7z", "unpack it", "7z\u00bc\u00af'\u001c");
        put("IDX", Phrase.of("give the folder with it by ", Setting.DATA), "\0\0\b\3", "\0\0\b\1");
    }

    private static void put(String name, CharSequence fix, String... signatures) {
        for (String signature : signatures) {
            OTHERS.put(signature, new Other(name, fix));
        }
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
        Other other = other(beginning);
        if (other != null) {
            throw new UserError(
                    Text.format("%s is %s; PNG, JPEG, GIF and BMP are read", name, other.name()), other.fix());
        }
        throw new UserError(
                Text.format("%s: not a picture that can be read, expected PNG, JPEG, BMP or GIF", name),
                "save it as PNG");
    }

    /** Null if it is none that is known. */
    private static Other other(byte[] beginning) {
        for (Map.Entry<String, Other> other : OTHERS.entrySet()) {
            if (isAt(0, bytes(other.getKey()), beginning)) {
                return other.getValue();
            }
        }
        String name = otherPicture(beginning);
        return name == null ? null : new Other(name, "convert it");
    }

    /** What a picture is called whose beginning alone does not tell. */
    private static String otherPicture(byte[] beginning) {
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
