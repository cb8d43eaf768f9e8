package gatewise.data;

import gatewise.io.Digests;
import gatewise.io.Reason;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.BiFunction;
import java.util.zip.GZIPInputStream;

/** The MNIST files on the class path, each checked against the MD5 that is published for it. */
final class BundledMnist {
    /** As {@link Dataset#sha256()} has it. */
    static final String SHA256 = "06b0d1f124c4e5fa796686ade41a9b778edacc8622f2195a352ef479ad44fc16";

    private static final String FOLDER = "/gatewise/mnist/";

    private BundledMnist() {}

    static Dataset read(Holdout holdout) {
        return Dataset.of(
                "mnist",
                holdout,
                part("train", "6bbc9ace898e44ae57da46a324031adb", "a25bea736e30d166cdddb491f175f624"),
                part("t10k", "2646ac647ad5339dbf082846283269ea", "27ae3e4e09519cfbb04c329615203637"));
    }

    private static Dataset.Part part(String part, String imagesMd5, String labelsMd5) {
        String images = FOLDER + part + "-images-idx3-ubyte.gz";
        String labels = FOLDER + part + "-labels-idx1-ubyte.gz";
        return new Dataset.Part(
                verified(images, imagesMd5, IdxFile::readImages),
                "bundled " + images,
                verified(labels, labelsMd5, IdxFile::readLabels),
                "bundled " + labels);
    }

    /** Reads a gzipped resource and checks the MD5 of what was in it. */
    static <T> T verified(String resource, String md5, BiFunction<InputStream, String, T> reader) {
        MessageDigest digest = Digests.of("MD5");
        T content;
        try (InputStream file = BundledMnist.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new UserError(
                        Text.format("bundled %s: missing from the installation", resource), "install Gatewise again");
            }
            InputStream plain = new GZIPInputStream(file, 1 << 16);
            content = reader.apply(new DigestInputStream(plain, digest), "bundled " + resource);
        } catch (IOException e) {
            throw new UserError(
                    Text.format("bundled %s: cannot be read (%s)", resource, Reason.of(e)),
                    "install Gatewise again",
                    e);
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(md5)) {
            throw new UserError(
                    Text.format("bundled %s: its content has MD5 %s, expected %s", resource, found, md5),
                    "install Gatewise again");
        }
        return content;
    }
}
