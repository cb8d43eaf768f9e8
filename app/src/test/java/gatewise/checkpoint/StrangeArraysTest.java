package gatewise.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.scoring.Inference;
import gatewise.testing.RequiresBackend;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays of a checkpoint that are not the network's. */
@RequiresBackend
class StrangeArraysTest extends CheckpointCase {
    private static final int COUNT = (int) SPEC.parameters();
    private static final long FLOAT = 1 << 13;
    /** In an array of one axis: rank, size, stride, type, stride from element to element, order. */
    private static final int SHAPE = 32;

    private static final int VALUES = 113;

    private static UnaryOperator<byte[]> put(int place, long value) {
        return content -> ByteBuffer.wrap(content.clone()).putLong(place, value).array();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2",
        "0, 1000000",
        "1, 1500000000",
        "1, 1",
        "2, 1000000",
        "2, -1",
        "2, 0",
        "3, 0",
        "3, 16384",
        "4, 7",
        "5, 102"
    })
    void aHeaderWithOneNumberChangedIsRefused(int place, long value) throws Exception {
        for (String name : List.of("coefficients.bin", "updaterState.bin")) {
            change(name, put(SHAPE + 8 * place, value));
            isRefused(
                    "is damaged: the shape of " + name + " in it is [", Long.toString(value), "expected [1, " + COUNT);
        }
    }

    @Test
    void aClaimOfSixGigabytesTakesNoMemory() throws Exception {
        long claim = 1_500_000_000;
        byte[] array = ZipBytes.array(new long[] {1, claim, 1, FLOAT, 1, 'c'}, claim, new float[COUNT]);
        for (String name : List.of("coefficients.bin", "updaterState.bin")) {
            change(name, content -> array);
            isRefused("is damaged: the shape of " + name, "[1, 1500000000, 1,");
            change(name, content -> ZipBytes.array(new long[] {1, COUNT, 1, FLOAT, 1, 'c'}, claim, new float[COUNT]));
            isRefused("is damaged: the length of " + name + " in it is 1500000000, expected " + COUNT);
            change(name, put(18, Long.MAX_VALUE));
            isRefused("is damaged: the length of the shape of " + name);
        }
    }

    @Test
    void onlyTheTypeAndTheModeThatDl4jWritesAreRead() throws Exception {
        byte[] array = good.get("coefficients.bin");
        assertThat(ByteBuffer.wrap(array).getLong(SHAPE + 24)).isEqualTo(FLOAT);
        assertThat(array).hasSize(VALUES + 4 * COUNT);
        for (int place : new int[] {2, 10, 28, 82, 90, 108}) {
            change("coefficients.bin", content -> {
                byte[] changed = content.clone();
                changed[place] ^= 1;
                return changed;
            });
            isRefused("is damaged: the ", "coefficients.bin");
        }
    }

    /** Neither is more than a small file may have, and both are. */
    @Test
    void arraysOfZerosThatAreLargeTogetherAreRefusedUnread() throws Exception {
        write(file, SPEC.toBuilder().hiddenSizes(List.of(1_000)).build());
        good = ZipBytes.entries(Files.readAllBytes(file));
        change("coefficients.bin", content -> Arrays.copyOf(Arrays.copyOf(content, VALUES), content.length));
        isRefused("is damaged: updaterState.bin in it is too much of the same for a network");
        change("coefficients.bin", content -> content);
        assertThat(load().spec().parameters()).isEqualTo(4_027_003);
    }

    @Test
    void anArrayOfAnotherNetworkIsRefused() throws Exception {
        for (int count : new int[] {0, 1, COUNT - 1}) {
            change(
                    "coefficients.bin",
                    content -> ZipBytes.array(new long[] {1, count, 1, FLOAT, 1, 'c'}, count, new float[count]));
            isRefused("is damaged", "coefficients.bin");
        }
        change("coefficients.bin", content -> Arrays.copyOf(content, content.length + 4));
        isRefused("is damaged", "coefficients.bin");
        change("updaterState.bin", content -> Arrays.copyOf(content, content.length + 64));
        isRefused("is damaged: updaterState.bin in it has");
    }

    @Test
    void aRowOfAMatrixIsAnArrayToo() throws Exception {
        float[] values = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            values[i] = 0.01f * i;
        }
        for (long[] shape : new long[][] {
            {2, 1, COUNT, COUNT, 1, FLOAT, 1, 'c'}, {2, 1, COUNT, 1, 1, FLOAT, 1, 'f'}, {1, COUNT, 1, FLOAT, 1, 'c'}
        }) {
            change("coefficients.bin", content -> ZipBytes.array(shape, COUNT, values));
            assertThat(load().network().params()).isEqualTo(Nd4j.createFromArray(values));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void numbersThatAreNotFiniteAreRefused(float value) throws Exception {
        for (int place : new int[] {0, COUNT / 2, COUNT - 1}) {
            UnaryOperator<byte[]> change = content -> ByteBuffer.wrap(content.clone())
                    .putFloat(VALUES + 4 * place, value)
                    .array();
            change("coefficients.bin", change);
            isRefused(
                    "the network in " + file + " has parameters that are not finite numbers; ",
                    "train it again with a lower learning rate");
            change("updaterState.bin", change);
            isRefused("the network in " + file + " has optimiser states that are not finite numbers; ");
        }
    }

    @Test
    void numbersSoLargeThatSumsWouldNotBeFiniteAreRefused() throws Exception {
        for (float value : new float[] {1.1e30f, -Float.MAX_VALUE}) {
            change(
                    "coefficients.bin",
                    content -> ByteBuffer.wrap(content.clone())
                            .putFloat(VALUES, value)
                            .array());
            isRefused("the network in " + file + " has parameters above 1e30");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LSTM", "GRU", "SIMPLE"})
    void theLargestThatAreReadGiveFiniteAnswers(Cell cell) throws Exception {
        for (boolean bidirectional : new boolean[] {false, true}) {
            NetworkSpec spec = SPEC.toBuilder()
                    .cell(cell)
                    .bidirectional(bidirectional)
                    .hiddenSizes(List.of(4, 3))
                    .build();
            write(file, spec);
            good = ZipBytes.entries(Files.readAllBytes(file));
            float[] values = new float[(int) spec.parameters()];
            for (int i = 0; i < values.length; i++) {
                values[i] = i % 3 == 0 ? -9.99e29f : 9.99e29f;
            }
            change(
                    "coefficients.bin",
                    content -> ZipBytes.array(new long[] {1, values.length, 1, FLOAT, 1, 'c'}, values.length, values));
            for (Engine engine : List.of(Engine.PORTABLE, Engine.common(spec))) {
                Checkpoint checkpoint = Checkpoint.load(file, engine, 1);
                float[][] steps = new float[6][5];
                Arrays.stream(steps).forEach(step -> Arrays.fill(step, 1));
                for (Inference inference : List.of(Inference.of(checkpoint), Inference.throughDl4j(checkpoint))) {
                    for (float probability : inference.answer(steps)) {
                        assertThat(probability).isBetween(0f, 1f);
                    }
                }
            }
        }
    }

    /** As DL4J's own writer leaves it out. */
    @Test
    void withoutTheStateOfItsOptimiserANetworkAnswersAndDoesNotGoOn() throws Exception {
        assertThat(Checkpoint.resume(file, Engine.PORTABLE, 1).network().params())
                .isEqualTo(load().network().params());
        change("updaterState.bin", content -> null);
        assertThat(load().network().params().length()).isEqualTo(COUNT);
        assertThatThrownBy(() -> Checkpoint.resume(file, Engine.PORTABLE, 1))
                .isInstanceOf(UserError.class)
                .hasMessage(file + " has no state of its optimiser: going on without it would train another network; "
                        + "give a last.zip that 'gatewise train' wrote, or train anew");
    }
}
