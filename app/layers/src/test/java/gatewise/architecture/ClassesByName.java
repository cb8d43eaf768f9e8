package gatewise.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaEnumConstant;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;

/**
 * Who may find, make or call a class other than by naming it in Java: nothing that a stranger's file says becomes a class
 * elsewhere. What each of these takes for a name stands in its source, but for one that a person sets in the environment.
 */
public final class ClassesByName {
    /** Each with its reason. */
    private static final Map<String, String> ALLOWED = Map.of(
            "gatewise.backend.Backend", "the backend that the class path brings, by ServiceLoader",
            "gatewise.cell.StepsFactory$Registered", "faster arithmetic that the class path brings, by ServiceLoader",
            "gatewise.backend.NativeLibraries", "names of JavaCPP's classes that the backends give, not initialised",
            "gatewise.kernel.KernelKind", "the kernels by the Vector API, compiled for a module that may be absent",
            "gatewise.export.OnnxRuntime", "ONNX Runtime, out of a jar that the user named",
            "gatewise.io.OwnLibraries", "the loader of such jars itself",
            "gatewise.spark.SparkHome", "whether Spark's classes are there, not initialised",
            "gatewise.cli.SparkMain", "the application's own Main, among its own libraries");

    /** Methods that take a class by its name, or make or call what they are not compiled against. */
    private static final Map<String, Set<String>> CALLS = Map.ofEntries(
            Map.entry("java.lang.Class", Set.of("forName", "newInstance")),
            Map.entry("java.lang.ClassLoader", Set.of("loadClass", "findClass", "defineClass")),
            Map.entry("java.lang.Module", Set.of("forName")),
            Map.entry("java.lang.reflect.Constructor", Set.of("newInstance")),
            Map.entry("java.lang.reflect.Method", Set.of("invoke")),
            Map.entry(
                    "java.lang.invoke.MethodHandles$Lookup",
                    Set.of(
                            "findClass",
                            "defineClass",
                            "defineHiddenClass",
                            "findStatic",
                            "findConstructor",
                            "findVirtual")),
            Map.entry(
                    "com.fasterxml.jackson.databind.ObjectMapper",
                    Set.of(
                            "activateDefaultTyping",
                            "activateDefaultTypingAsProperty",
                            "enableDefaultTyping",
                            "enableDefaultTypingAsProperty",
                            "setDefaultTyping")),
            Map.entry(
                    "com.fasterxml.jackson.databind.cfg.MapperBuilder",
                    Set.of("activateDefaultTyping", "activateDefaultTypingAsProperty", "setDefaultTyping")),
            // DL4J's and ND4J's readers of files, which make the classes that these name.
            Map.entry(
                    "org.deeplearning4j.util.ModelSerializer",
                    Set.of(
                            "restoreMultiLayerNetwork",
                            "restoreMultiLayerNetworkAndNormalizer",
                            "restoreComputationGraph",
                            "restoreComputationGraphAndNormalizer",
                            "restoreNormalizerFromFile",
                            "restoreNormalizerFromInputStream",
                            "getObjectFromFile")),
            Map.entry("org.deeplearning4j.nn.conf.NeuralNetConfiguration", Set.of("fromJson", "fromYaml")),
            Map.entry("org.deeplearning4j.nn.conf.MultiLayerConfiguration", Set.of("fromJson", "fromYaml")),
            Map.entry("org.deeplearning4j.nn.multilayer.MultiLayerNetwork", Set.of("load")));

    /** Classes that read objects, of whatever class, or look for one. */
    private static final Set<String> READERS =
            Set.of("java.io.ObjectInputStream", "java.beans.XMLDecoder", "java.util.ServiceLoader");

    private static final String JSON_TYPE = "com.fasterxml.jackson.annotation.JsonTypeInfo";

    private static final DescribedPredicate<JavaAccess<?>> NAMES_ONE =
            describe("finds or makes a class by its name", access -> {
                JavaClass owner = access.getTargetOwner();
                boolean isCall = access.getTarget() instanceof CodeUnitAccessTarget
                        && CALLS.entrySet().stream()
                                .anyMatch(entry -> owner.isAssignableTo(entry.getKey())
                                        && entry.getValue().contains(access.getName()));
                return isCall || READERS.stream().anyMatch(owner::isAssignableTo);
            });

    private static final DescribedPredicate<JavaClass> IS_ALLOWED =
            describe("may find classes by name", type -> ALLOWED.containsKey(type.getName()));

    @ArchTest
    static final ArchRule NOBODY_ELSE =
            noClasses().that(DescribedPredicate.not(IS_ALLOWED)).should().accessTargetWhere(NAMES_ONE);

    @ArchTest
    static void whoeverIsAllowedDoes(JavaClasses all) {
        assertThat(all.stream().filter(IS_ALLOWED))
                .allMatch(type -> type.getAccessesFromSelf().stream().anyMatch(NAMES_ONE));
    }

    /** By names that the source lists, of which nothing else is made. */
    @ArchTest
    static final ArchRule JSON_NAMES_NO_CLASS = classes()
            .that()
            .areAnnotatedWith(JSON_TYPE)
            .should()
            .beAnnotatedWith(describe(
                    "JsonTypeInfo by NAME",
                    annotation -> annotation.getRawType().getName().equals(JSON_TYPE)
                            && annotation.get("use").orElseThrow() instanceof JavaEnumConstant use
                            && use.name().equals("NAME")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NOR_DOES_A_FIELD_OF_IT = members().should().notBeAnnotatedWith(JSON_TYPE);

    private ClassesByName() {}
}
