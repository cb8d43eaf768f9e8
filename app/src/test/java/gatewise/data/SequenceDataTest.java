package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gatewise.io.UserError;
import gatewise.testing.IdxFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequenceDataTest {
    private static final String CLASSES = "@univariate true\n@classLabel true a b\n@data\n";

    @TempDir
    private Path folder;

    private Path write(String name, String text) {
        Path file = folder.resolve(name);
        IdxFiles.save(file, text.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    /** Sequences of one step each, whose values count from {@code first}; of class b where the letters say so. */
    private static String sequences(int first, String letters) {
        StringBuilder text = new StringBuilder(CLASSES);
        for (int i = 0; i < letters.length(); i++) {
            text.append(first + i).append(':').append(letters.charAt(i)).append('\n');
        }
        return text.toString();
    }

    private static Reading missing(Missing missing) {
        return new Reading(null, Columns.NONE, missing, null);
    }

    private static int count(SequenceSet set, int label) {
        return (int) IntStream.range(0, set.count())
                .filter(i -> set.label(i) == label)
                .count();
    }

    private static List<Integer> values(SequenceSet set) {
        return IntStream.range(0, set.count())
                .mapToObj(i -> (int) set.values(i)[0][0])
                .toList();
    }

    @Test
    void theLargestNumbersOfATableAreScaledToOrdinaryOnes() {
        Path file = write("large.csv", "a,1e38,-1e38\nb,-1e38,1e38\n".repeat(12));
        Scaling scaling = Dataset.open(file.toString()).form().scaling();

        assertThat(scaling.scaled(0, 1e38f)).isCloseTo(1, within(0.2f));
        assertThat(scaling.scaled(0, -1e38f)).isCloseTo(-1, within(0.2f));
    }

    @Test
    void oneFileIsSplitByWholeSequencesWithAShareOfEachClass() {
        Path file = write("walk.ts", sequences(0, "a".repeat(80) + "b".repeat(20)));
        Dataset set = Dataset.open(file.toString());

        assertThat(set.name()).isEqualTo("walk");
        assertThat(new int[] {count(set.test(), 0), count(set.test(), 1)}).containsExactly(16, 4);
        assertThat(new int[] {count(set.validation(), 0), count(set.validation(), 1)})
                .containsExactly(13, 3);
        assertThat(new int[] {count(set.train(), 0), count(set.train(), 1)}).containsExactly(51, 13);
        Set<Integer> all = new HashSet<>();
        for (SequenceSet part : List.of(set.train(), set.validation(), set.test())) {
            all.addAll(values(part));
            for (int i = 0; i < part.count(); i++) {
                assertThat(part.name(i)).isEqualTo(Integer.toString((int) part.values(i)[0][0]));
                assertThat(part.label(i)).isEqualTo(part.values(i)[0][0] < 80 ? 0 : 1);
            }
        }
        assertThat(all).hasSize(100);
        assertThat(values(Dataset.open(file.toString()).train())).isEqualTo(values(set.train()));
        assertThat(values(Dataset.open(file.toString(), new Holdout(5L)).train()))
                .isNotEqualTo(values(set.train()));
        assertThat(set.holdout()).isEqualTo(new Holdout(1L));
        assertThat(count(set.limit(20).train(), 1)).isBetween(1, 10);
        assertThat(set.limit(20).sha256()).isEqualTo(set.sha256());
    }

    @Test
    void theShareForValidationIsAsSaid() {
        String file =
                write("walk.ts", sequences(0, "a".repeat(80) + "b".repeat(20))).toString();
        Dataset half = Dataset.open(file, new Reading(null, Columns.NONE, Missing.REFUSE, null, 0.5), null);
        assertThat(new int[] {count(half.validation(), 0), count(half.validation(), 1)})
                .containsExactly(32, 8);
        assertThat(half.train().count()).isEqualTo(40);
        assertThat(half.test().count()).isEqualTo(20);

        // One of each class, though a hundredth is less than one.
        Dataset least = Dataset.open(file, new Reading(null, Columns.NONE, Missing.REFUSE, null, 0.01), null);
        assertThat(new int[] {count(least.validation(), 0), count(least.validation(), 1)})
                .containsExactly(1, 1);
        assertThat(values(least.test())).isEqualTo(values(half.test()));
    }

    @Test
    void aClassOfTwoOrMoreIsOnBothSides() {
        Dataset set = Dataset.open(write("rare.ts", sequences(0, "a".repeat(60) + "bbb"))
                .toString());

        assertThat(count(set.test(), 1)).isEqualTo(1);
        assertThat(count(set.validation(), 1)).isEqualTo(1);
        assertThat(count(set.train(), 1)).isEqualTo(1);
        assertThat(ClassBalance.warnings(set))
                .containsExactly("few training sequences of class b (1), which is hardly learned");
    }

    @Test
    void aPairIsFoundByEitherFileByItsNameAndByItsFolder() {
        write("Walk_TRAIN.ts", sequences(0, "ab".repeat(10)));
        write("Walk_TEST.ts", sequences(100, "ba"));

        for (String name : List.of("Walk_TRAIN.ts", "Walk_TEST.ts", "Walk", "")) {
            Dataset set = Dataset.open(folder.resolve(name).toString());
            assertThat(set.name()).isEqualTo("Walk");
            assertThat(values(set.test())).containsExactly(100, 101);
            assertThat(new int[] {set.test().label(0), set.test().label(1)}).containsExactly(1, 0);
            assertThat(set.train().count()).isEqualTo(16);
            assertThat(set.validation().count()).isEqualTo(4);
        }
        write("Run_TRAIN.ts", sequences(0, "ab"));
        assertThatThrownBy(() -> Dataset.open(folder.toString()))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "data " + folder + ": found 2 sets in this folder (Run, Walk), expected one; give one of them,"
                                + " as in data " + folder.resolve("Run"));
        assertThatThrownBy(() -> Dataset.open(folder.resolve("Run").toString()))
                .hasMessage(
                        folder + ": found Run_TRAIN.ts but no Run_TEST.ts; add it, or give the one file, as in data "
                                + folder.resolve("Run_TRAIN.ts"));
    }

    @Test
    void contentAndNotItsFormIsWhatTheChecksumSays() {
        String sha256 = Dataset.open(
                        write("one.ts", sequences(0, "ab".repeat(10))).toString())
                .sha256();
        Path packed = folder.resolve("other.bin");
        IdxFiles.save(
                packed, IdxFiles.gzip(("# said\n" + sequences(0, "ab".repeat(10))).getBytes(StandardCharsets.UTF_8)));

        assertThat(Dataset.open(packed.toString()).sha256()).isEqualTo(sha256);
        assertThat(Dataset.open(write("two.ts", sequences(0, "ab".repeat(9) + "ba"))
                                .toString())
                        .sha256())
                .isNotEqualTo(sha256);
        assertThat(Dataset.open(write("three.ts", sequences(1, "ab".repeat(10))).toString())
                        .sha256())
                .isNotEqualTo(sha256);
    }

    @Test
    void allSplitsAreScaledByTheTrainingSequencesAlone() {
        write("Scale_TRAIN.ts", sequences(0, "ab".repeat(50)));
        write("Scale_TEST.ts", sequences(1000, "ab"));
        Dataset set = Dataset.open(folder.resolve("Scale").toString());

        double mean = values(set.train()).stream().mapToInt(i -> i).average().orElseThrow();
        double deviation = Math.sqrt(values(set.train()).stream()
                .mapToDouble(i -> (i - mean) * (i - mean))
                .average()
                .orElseThrow());
        assertThat(set.form().scaling().means().get(0)).isEqualTo((float) mean);
        assertThat(set.form().scaling().deviations().get(0)).isEqualTo((float) deviation);
        assertThat(set.test().steps(0)[0][0]).isCloseTo((float) ((1000 - mean) / deviation), within(1e-3f));
        assertThat(set.test().values(0)[0][0]).isEqualTo(1000);
    }

    @Test
    void constantAndHugeFeaturesAreScaledToFiniteNumbers() {
        StringBuilder text = new StringBuilder("@univariate false\n@classLabel true a b\n@data\n");
        for (int i = 0; i < 20; i++) {
            text.append("0.1,0.1:1e30,").append(i % 3 == 0 ? "-1e30" : "2e30").append(i % 2 == 0 ? ":a\n" : ":b\n");
        }
        Dataset set = Dataset.open(write("huge.ts", text.toString()).toString());

        assertThat(set.form().scaling().means().get(0)).isEqualTo(0.1f);
        assertThat(set.form().scaling().deviations().get(0)).isEqualTo(1);
        for (SequenceSet part : List.of(set.train(), set.validation(), set.test())) {
            for (int i = 0; i < part.count(); i++) {
                assertThat(part.steps(i)[0][0]).isZero();
                assertThat(Math.abs(part.steps(i)[1][1])).isBetween(0.1f, 3f);
            }
        }
        write(
                "Far_TRAIN.ts",
                sequences(0, "ab".repeat(10))
                        .replace("\n", "e-20\n")
                        .replace(":ae-20", "e-20:a")
                        .replace(":be-20", "e-20:b")
                        .replace("truee-20", "true")
                        .replace("a be-20", "a b")
                        .replace("@datae-20", "@data"));
        write("Far_TEST.ts", CLASSES + "1:a\n1e30:b\n");
        assertThatThrownBy(() -> Dataset.open(folder.resolve("Far").toString()))
                .hasMessage(
                        folder.resolve("Far_TEST.ts")
                                + ": sequence 1 has 1.0000000150474662e30 in value, too far from the training sequences' values; correct it");
    }

    @Test
    void missingValuesAreInterpolatedOrBecomeTheMean() {
        String test = "@univariate false\n@classLabel true a b\n@data\n?,2,?,?,8,NaN:?,?,?,?,?,?:a\n";
        write(
                "Gap_TRAIN.ts",
                "@univariate false\n@classLabel true a b\n@data\n" + "1,?,5:2,4,6:a\n3,3,3:4,4,4:b\n".repeat(5));
        write("Gap_TEST.ts", test);
        String name = folder.resolve("Gap").toString();

        assertThatThrownBy(() -> Dataset.open(name))
                .hasMessage(
                        folder.resolve("Gap_TRAIN.ts")
                                + ", line 4: a value of dimension 1 is missing; train with missing interpolate or missing zero");
        Dataset lines = Dataset.open(name, missing(Missing.INTERPOLATE), null);
        assertThat(lines.test().values(0))
                .isDeepEqualTo(new float[][] {{2, 4}, {2, 4}, {4, 4}, {6, 4}, {8, 4}, {8, 4}});
        Dataset means = Dataset.open(name, missing(Missing.ZERO), null);
        float[][] steps = means.test().steps(0);
        assertThat(steps[0]).containsExactly(0, 0);
        assertThat(steps[1][0]).isNotZero();
        assertThat(means.sha256()).isEqualTo(lines.sha256());
        write(
                "Empty_TRAIN.ts",
                "@univariate false\n@classLabel true a b\n@data\n" + "1,2:?,?:a\n1,2:?,?:b\n".repeat(5));
        write("Empty_TEST.ts", test);
        assertThatThrownBy(() -> Dataset.open(folder.resolve("Empty").toString(), missing(Missing.ZERO), null))
                .hasMessage(folder.resolve("Empty_TRAIN.ts")
                        + ": no training sequence has a value of dimension 2; leave it out");
    }

    @Test
    void numbersToBeSaidAreScaledToo() {
        StringBuilder text = new StringBuilder("@univariate true\n@targetLabel true\n@data\n");
        IntStream.range(0, 50)
                .forEach(i -> text.append(i).append(",1:").append(1000 + i).append('\n'));
        Dataset set = Dataset.open(write("regress.ts", text.toString()).toString());

        assertThat(set.form().task()).isEqualTo(Task.REGRESS);
        assertThat(new int[] {
                    set.train().count(), set.validation().count(), set.test().count()
                })
                .containsExactly(32, 8, 10);
        double mean =
                values(set.train()).stream().mapToInt(i -> 1000 + i).average().orElseThrow();
        assertThat(set.form().outputScaling().means().get(0)).isEqualTo((float) mean);
        assertThat(set.train().target(0, 0)).isEqualTo(1000 + set.train().values(0)[0][0]);
        assertThat(ClassBalance.warnings(set)).isEmpty();
    }

    @Test
    void whatCannotBeLearnedFromIsRefused() {
        Path unlabelled = write("unlabelled.ts", "@classLabel false\n@data\n1,2\n");
        Path one = write("one.ts", "@univariate true\n@classLabel true a\n@data\n1:a\n2:a\n3:a\n");
        Path few = write("few.ts", sequences(0, "ab"));

        assertThatThrownBy(() -> Dataset.open(unlabelled.toString()))
                .hasMessage(
                        unlabelled
                                + ": does not say what its sequences are; give the class of each, and in the header all their names");
        assertThatThrownBy(() -> Dataset.open(one.toString()))
                .hasMessage(one + ": has one class, expected at least two; add sequences of another");
        assertThatThrownBy(() -> Dataset.open(few.toString()))
                .hasMessage(few
                        + ": holds 2 sequences, at most 1 of a class, expected at least 3 of one class, one each for"
                        + " training, validation and test; add sequences");
    }
}
