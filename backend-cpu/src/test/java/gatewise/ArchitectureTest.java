package gatewise;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import gatewise.architecture.EveryModule;
import gatewise.architecture.MainCode;

/** The rooms of the CPU backend and the arrows between them. A room without a class fails. */
@AnalyzeClasses(packages = "gatewise", importOptions = MainCode.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ROOMS = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("gatewise..")
            .layer("cpu")
            .definedBy("gatewise.cpu")
            .layer("kernel")
            .definedBy("gatewise.kernel")
            .layer("library")
            .definedBy("gatewise.layer", "gatewise.cell", "gatewise.backend")
            .whereLayer("cpu")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("kernel")
            .mayOnlyBeAccessedByLayers("cpu")
            .whereLayer("library")
            .mayOnlyBeAccessedByLayers("cpu", "kernel");

    @ArchTest
    static final ArchRule NO_CLASS_OUTSIDE_A_ROOM = classes()
            .should()
            .resideInAnyPackage(
                    "gatewise.cpu", "gatewise.kernel", "gatewise.layer", "gatewise.cell", "gatewise.backend");

    @ArchTest
    static final ArchRule KERNELS_KNOW_CELLS_ALONE = classes()
            .that()
            .resideInAPackage("gatewise.kernel")
            .should()
            .onlyDependOnClassesThat(Predicates.resideInAnyPackage(
                    "gatewise.kernel",
                    "gatewise.cell",
                    "java..",
                    "org.bytedeco.javacpp..",
                    "org.bytedeco.openblas..",
                    "jdk.incubator.vector.."));

    /** They are compiled by themselves, and loaded only where the JVM has the module. */
    @ArchTest
    static final ArchRule THE_VECTOR_API_IS_KNOWN_TO_FEW = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("Vector")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator.vector..");

    @ArchTest
    static final ArchRule ADDRESSES_ARE_TAKEN_WHERE_ARRAYS_ARE_KEPT = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("gatewise.cpu.ArrayMemory")
            .should()
            .callMethodWhere(
                    JavaCall.Predicates.target(HasName.Predicates.nameMatching("(addressPointer|pointer|address)"))
                            .and(JavaCall.Predicates.target(
                                    HasOwner.Predicates.With.owner(Predicates.resideInAPackage("org.nd4j..")))));

    @ArchTest
    static final ArchTests EVERY_MODULE = ArchTests.in(EveryModule.class);
}
