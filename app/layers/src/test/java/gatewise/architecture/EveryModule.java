package gatewise.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/** What holds in every module: {@code ArchTests.in(EveryModule.class)}. */
public final class EveryModule {
    private EveryModule() {}

    @ArchTest
    static final ArchRule ONLY_MAIN_ENDS_THE_JVM = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("gatewise.cli.Main")
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

    /** Of those in the source: a class without a name has what it captures for parameters. */
    @ArchTest
    static final ArchRule CONSTRUCTORS_TAKE_AT_MOST_FIVE_PARAMETERS = constructors()
            .that()
            .areDeclaredInClassesThat(
                    DescribedPredicate.not(DescribedPredicate.describe("have no name", JavaClass::isAnonymousClass)))
            .should(new FewParameters());

    private static final int MOST_LINES = 300;

    /** In a longer file there are two things. */
    @ArchTest
    static void noSourceFileIsLong(JavaClasses any) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readAllLines(file))
                            .as("lines of " + file)
                            .hasSizeLessThanOrEqualTo(MOST_LINES));
        }
    }

    @ArchTest
    static final ArchTests NO_CLASS_BY_ITS_NAME = ArchTests.in(ClassesByName.class);
}
