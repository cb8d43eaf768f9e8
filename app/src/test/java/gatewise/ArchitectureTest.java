package gatewise;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import gatewise.architecture.EveryModule;
import gatewise.architecture.MainCode;
import java.util.List;
import java.util.stream.Stream;

/** The rooms of the application and the arrows between them, downwards only. A room without a class fails. */
@AnalyzeClasses(packages = "gatewise", importOptions = MainCode.class)
class ArchitectureTest {
    /** From the top to the bottom. */
    private static final List<String> ROOMS = List.of(
            "cli",
            "serve",
            "spark",
            "report",
            "study",
            "explain",
            "training",
            "export",
            "scoring",
            "checkpoint",
            "network",
            "machine",
            "data",
            "io");

    /** What the library has, which lies below all rooms. */
    private static final List<String> LIBRARY = List.of("layer", "cell", "backend");

    /** Of the backends, which the application does not know. */
    private static final String[] IMPLEMENTATIONS = {"gatewise.cpu..", "gatewise.kernel..", "gatewise.cuda.."};

    @ArchTest
    static final ArchRule ARROWS_POINT_DOWNWARDS = arrowsPointDownwards();

    @ArchTest
    static final ArchRule NO_CLASS_OUTSIDE_A_ROOM = classes()
            .that()
            .resideOutsideOfPackages(IMPLEMENTATIONS)
            .should()
            .resideInAnyPackage(Stream.concat(ROOMS.stream(), LIBRARY.stream())
                    .map(room -> "gatewise." + room)
                    .toArray(String[]::new));

    @ArchTest
    static final ArchRule NO_BACKEND_IS_KNOWN = noClasses()
            .that()
            .resideOutsideOfPackages(IMPLEMENTATIONS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(IMPLEMENTATIONS);

    @ArchTest
    static final ArchRule THE_MACHINE_TOUCHES_ND4J_IN_ONE_PLACE = noClasses()
            .that()
            .resideInAPackage("gatewise.machine")
            .and()
            .doNotHaveSimpleName("Nd4jRuntime")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..");

    @ArchTest
    static final ArchRule ONE_ROOM_KNOWS_THE_SERVER = noClasses()
            .that()
            .resideOutsideOfPackage("gatewise.serve")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.jetty..");

    @ArchTest
    static final ArchRule ONE_ROOM_KNOWS_SPARK = noClasses()
            .that()
            .resideOutsideOfPackage("gatewise.spark")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..");

    @ArchTest
    static final ArchTests EVERY_MODULE = ArchTests.in(EveryModule.class);

    private static ArchRule arrowsPointDownwards() {
        LayeredArchitecture rooms = layeredArchitecture().consideringOnlyDependenciesInAnyPackage("gatewise..");
        for (String room : ROOMS) {
            rooms = rooms.layer(room).definedBy("gatewise." + room);
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
