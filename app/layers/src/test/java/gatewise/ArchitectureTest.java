package gatewise;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import gatewise.architecture.EveryModule;
import gatewise.architecture.MainCode;

/** The rooms of the library: they do not know each other. A room without a class fails. */
@AnalyzeClasses(packages = "gatewise", importOptions = MainCode.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ROOMS = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("gatewise..")
            .layer("layer")
            .definedBy("gatewise.layer")
            .layer("cell")
            .definedBy("gatewise.cell")
            .layer("backend")
            .definedBy("gatewise.backend")
            .whereLayer("layer")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("cell")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("backend")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule NO_CLASS_OUTSIDE_A_ROOM =
            classes().should().resideInAnyPackage("gatewise.layer", "gatewise.cell", "gatewise.backend");

    @ArchTest
    static final ArchRule CELLS_ARE_PLAIN_JAVA = noClasses()
            .that()
            .resideInAPackage("gatewise.cell")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org..", "com.google..", "com.fasterxml..");

    @ArchTest
    static final ArchRule THE_LIBRARY_BRINGS_DL4J_ALONE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "gatewise..",
                    "java..",
                    "com.sun.management..",
                    "org.deeplearning4j..",
                    "org.nd4j..",
                    "org.bytedeco.javacpp..");

    @ArchTest
    static final ArchTests EVERY_MODULE = ArchTests.in(EveryModule.class);
}
