package gatewise.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import gatewise.network.Cell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parameters that are no finite numbers are refused for that, wherever they stand. */
class NonFiniteModelsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Cell.class)
    void areRefusedForThat(Cell cell) throws Exception {
        ModelProto model = OnnxImportTest.torch(cell);
        List<TensorProto> constants = model.getGraph().getInitializerList();
        List<String> said = new ArrayList<>();
        for (int i = 0; i < constants.size(); i++) {
            if (constants.get(i).getDataType() != TensorProto.DataType.FLOAT_VALUE) {
                continue;
            }
            for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
                ModelProto.Builder changed = model.toBuilder();
                TensorProto.Builder constant = changed.getGraphBuilder().getInitializerBuilder(i);
                float[] values = floats(constant.build());
                values[values.length / 2] = wrong;
                TensorProto written = OnnxGraph.floatTensor(
                        constant.getName(),
                        constant.getDimsList().stream().map(Long::intValue).toList(),
                        values);
                changed.getGraphBuilder().setInitializer(i, written);
                Path file = Files.write(
                        folder.resolve("model.onnx"), changed.build().toByteArray());
                assertThatThrownBy(() -> OnnxImport.read(file, new OnnxImport.Input(0, 0, 1)))
                        .as("%s of %s", wrong, constant.getName())
                        .isInstanceOf(UserError.class)
                        .hasMessageContaining(" is " + wrong
                                + ", expected finite numbers alone; take a network whose training did not diverge");
                said.add(constant.getName());
            }
        }
        assertThat(said).hasSizeGreaterThanOrEqualTo(12);
    }

    private static float[] floats(TensorProto constant) {
        Tensor read = new TensorReader(Path.of("")).read(constant, new Limits());
        return read.floats();
    }
}
