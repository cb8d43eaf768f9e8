package gatewise;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;

/** The rooms of the house and the arrows between them, downwards only. */
@AnalyzeClasses(packages = "gatewise", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** From the top to the bottom. */
    private static final List<String> ROOMS = List.of(
            "cli",
            "serve",
            "report",
            "explain",
            "training",
            "export",
            "network",
            "layer",
            "kernel",
            "data",
            "hardware");

    @ArchTest
    static final ArchRule ARROWS_POINT_DOWNWARDS = arrowsPointDownwards();

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("gatewise.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule KERNELS_KNOW_NO_DL4J = noClasses()
            .that()
            .resideInAPackage("gatewise.kernel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule HARDWARE_TOUCHES_ND4J_IN_ONE_PLACE = noClasses()
            .that()
            .resideInAPackage("gatewise.hardware..")
            .and()
            .doNotHaveSimpleName("Nd4jRuntime")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..");

    @ArchTest
    static final ArchRule COMMANDS_DO_NOT_END_THE_JVM =
            noClasses().should().callMethod(System.class, "exit", int.class);

    private static ArchRule arrowsPointDownwards() {
        LayeredArchitecture rooms = layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("gatewise..")
                .withOptionalLayers(true);
        for (String room : ROOMS) {
            rooms = rooms.layer(room).definedBy("gatewise." + room + "..");
        }
        for (int i = 0; i < ROOMS.size(); i++) {
            rooms = i == 0
                    ? rooms.whereLayer(ROOMS.get(i)).mayNotBeAccessedByAnyLayer()
                    : rooms.whereLayer(ROOMS.get(i))
                            .mayOnlyBeAccessedByLayers(ROOMS.subList(0, i).toArray(String[]::new));
        }
        return rooms;
    }
}
