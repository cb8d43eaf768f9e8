package gatewise;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.format.DateTimeFormatter;

/** The rooms of the library: they do not know each other. A room without a class fails. */
@AnalyzeClasses(packages = "gatewise", importOptions = ImportOption.DoNotIncludeTests.class)
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
    static final ArchRule A_LIBRARY_DOES_NOT_END_THE_JVM = noClasses()
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    /** A format without a locale is the machine's: other digits and commas in files that another machine reads. */
    @ArchTest
    static final ArchRule NOTHING_DEPENDS_ON_THE_LOCALE = noClasses()
            .should()
            .callMethod(String.class, "formatted", Object[].class)
            .orShould()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase")
            .orShould()
            .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
            .orShould()
            .callMethod(PrintWriter.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(PrintStream.class, "printf", String.class, Object[].class)
            .orShould()
            .callMethod(PrintStream.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(DateTimeFormatter.class, "ofPattern", String.class);
}
