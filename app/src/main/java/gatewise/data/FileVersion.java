package gatewise.data;

import gatewise.io.UserError;
import java.io.IOException;

/**
 * What tells a file from one that was written to its place later.
 *
 * @param modified when it was written, in milliseconds since 1970
 */
public record FileVersion(long size, long modified) {
    static FileVersion of(RangeSource source) throws IOException {
        return new FileVersion(source.size(), source.modified());
    }

    /** @throws UserError (a failed job) if the file is another one now */
    void check(RangeSource source) throws IOException {
        if (!equals(of(source))) {
            throw UserError.failedJob(
                    source.name() + ": was changed while it was read",
                    "give the same command again when nothing writes to it",
                    null);
        }
    }
}
