package gatewise.spark;

import gatewise.io.Json;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Says in a folder, while a command writes parts into it, that these are the command's and may be replaced.
 *
 * @param run of the command, which no other has
 * @param model the checksum of the network's file
 */
record Claim(String run, String model) {
    /** Programs that read a folder of parts pass over names like this. */
    static final String NAME = "_gatewise";

    private static final int LONGEST = 1_000;

    /** The one that is in a folder; null if there is none. */
    static Claim in(FileSystem system, Path folder) throws IOException {
        byte[] json;
        try (InputStream file = system.open(new Path(folder, NAME))) {
            json = file.readNBytes(LONGEST);
        } catch (FileNotFoundException e) {
            return null;
        }
        try {
            Claim claim = Json.FILES.readValue(json, Claim.class);
            return claim == null || claim.run() == null || claim.model() == null ? null : claim;
        } catch (IOException e) {
            return null; // somebody else's file
        }
    }

    /** @throws org.apache.hadoop.fs.FileAlreadyExistsException if there is one */
    void write(FileSystem system, Path folder) throws IOException {
        try (OutputStream file =
                system.createFile(new Path(folder, NAME)).overwrite(false).build()) {
            file.write(Json.FILES.writeValueAsBytes(this));
        }
    }
}
