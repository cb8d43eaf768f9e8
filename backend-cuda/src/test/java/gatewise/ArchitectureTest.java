package gatewise;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import gatewise.architecture.EveryModule;
import gatewise.architecture.MainCode;

/** The one room of the CUDA backend. */
@AnalyzeClasses(packages = "gatewise", importOptions = MainCode.class)
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
    static final ArchTests EVERY_MODULE = ArchTests.in(EveryModule.class);
}
