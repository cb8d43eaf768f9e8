package gatewise.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** No tests, neither a module's own nor those of the jar that these rules come in. */
public final class MainCode implements ImportOption {
    private final ImportOption noTests = new DoNotIncludeTests();

    /** For ArchUnit. */
    public MainCode() {}

    @Override
    public boolean includes(Location location) {
        return noTests.includes(location) && !location.contains("-tests.jar");
    }
}
