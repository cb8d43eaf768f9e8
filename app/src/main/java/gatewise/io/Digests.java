package gatewise.io;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digests that every Java runtime must have. */
public final class Digests {
    private Digests() {}

    /** Such as SHA-256. */
    public static MessageDigest of(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is missing from this Java runtime", e);
        }
    }
}
