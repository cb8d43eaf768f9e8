package gatewise;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.format.DateTimeFormatter;

/** The one room of the CUDA backend. */
@AnalyzeClasses(packages = "gatewise", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_THE_CONTRACT_ALONE = classes()
            .that()
            .resideInAPackage("gatewise.cuda")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "gatewise.cuda",
                    "gatewise.backend",
                    "java..",
                    "org.bytedeco.javacpp..",
                    "org.bytedeco.cuda..",
                    "org.nd4j..");

    @ArchTest
    static final ArchRule NO_CLASS_OUTSIDE_A_ROOM = classes()
            .should()
            .resideInAnyPackage("gatewise.cuda", "gatewise.layer", "gatewise.cell", "gatewise.backend");

    @ArchTest
    static final ArchRule ND4J_IS_TOUCHED_IN_ONE_PLACE = noClasses()
            .that()
            .resideInAPackage("gatewise.cuda")
            .and()
            .doNotHaveSimpleName("CudaBackend")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.nd4j..");

    @ArchTest
    static final ArchRule NOBODY_ENDS_THE_JVM = noClasses()
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
