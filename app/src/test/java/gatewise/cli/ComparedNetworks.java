package gatewise.cli;

import gatewise.io.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of two networks to compare. */
final class ComparedNetworks {
    private ComparedNetworks() {}

    /** A GRU and an LSTM of one layer of so many units. */
    static Path write(Path folder, int gru, int lstm) throws IOException {
        return Files.writeString(
                folder.resolve("networks.json"),
                Text.format(
                        "[{\"cell\": \"gru\", \"hiddenSizes\": [%d]}, {\"cell\": \"lstm\", \"hiddenSizes\": [%d]}]",
                        gru, lstm));
    }
}
