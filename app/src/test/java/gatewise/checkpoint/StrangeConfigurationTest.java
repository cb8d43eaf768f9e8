package gatewise.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.RequiresBackend;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Configurations, which can name any class, and JSON that is no checkpoint's. */
@RequiresBackend
class StrangeConfigurationTest extends CheckpointCase {
    private static final List<String> MARKS = new ArrayList<>();

    /** Leaves a mark when it is made, and when it is set. */
    public static class MarkingTanH extends ActivationTanH {
        private static final long serialVersionUID = 1L;

        static {
            MARKS.add("loaded");
        }

        /** For JSON. */
        public MarkingTanH() {
            MARKS.add("made");
        }

        @JsonProperty("name")
        public void setName(String name) {
            MARKS.add(name);
        }
    }

    /** Leaves a mark when it is read in Java's form of objects. */
    public static class MarkingPreProcessor implements DataSetPreProcessor, Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            MARKS.add("read");
        }

        @Override
        public void preProcess(DataSet data) {}
    }

    @BeforeEach
    void forget() {
        MARKS.clear();
    }

    @Test
    void aClassThatDl4jsReaderWouldReadIsNotTouched() throws Exception {
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(object)) {
            out.writeObject(new MarkingPreProcessor());
        }
        change("preprocessor.bin", content -> object.toByteArray());
        isRefused("preprocessor.bin");
        assertThat(MARKS).isEmpty();
        ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
        assertThat(MARKS).as("of the attack that this is").containsExactly("read");
    }

    @Test
    void aClassThatAConfigurationNamesIsNotTouched() throws Exception {
        String name = "\"org.nd4j.linalg.activations.impl.ActivationTanH\"";
        String marking = '"' + MarkingTanH.class.getName() + "\", \"name\" : \"set\"";
        changeText("configuration.json", name, marking);
        isRefused(
                "is damaged: configuration.json in it is not that of its network: "
                        + "confs[0].layer.underlying.activationFn.@class is \"",
                "MarkingTanH\", expected \"org.nd4j.linalg.activations.impl.ActivationTanH\"",
                "or read it with Gatewise test, which wrote it");
        assertThat(MARKS).isEmpty();
        ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
        assertThat(MARKS).as("of the attack that this is").contains("loaded", "made", "set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep\"",
                "\"org.deeplearning4j.nn.conf.layers.LSTM\"",
                "\"org.nd4j.linalg.activations.impl.ActivationSigmoid\"",
                "\"org.nd4j.linalg.learning.config.RmsProp\"",
                "\"org.deeplearning4j.nn.weights.WeightInitDistribution\"",
                "\"org.deeplearning4j.nn.conf.distribution.UniformDistribution\"",
                "\"org.nd4j.linalg.lossfunctions.impl.LossMCXENT\"",
            })
    void noClassOfAnyPartIsTouched(String name) throws Exception {
        changeText("configuration.json", name, '"' + MarkingTanH.class.getName() + '"');
        isRefused("configuration.json in it is not that of its network: confs[", "MarkingTanH\", expected " + name);
        assertThat(MARKS).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"idropout\" : null | \"idropout\" : {\"@class\":\"MARK\"} | confs[0].layer.idropout is an object, expected null",
                "\"inputPreProcessors\" : { } | \"inputPreProcessors\" : {\"0\":{\"@class\":\"MARK\"}}"
                        + " | inputPreProcessors.0 is not in its network",
                "\"rmsDecay\" : 0.9 | \"rmsDecay\" : 0.9, \"learningRateSchedule\" : {\"@class\":\"MARK\"}"
                        + " | iupdater.learningRateSchedule is not in its network",
                "\"weightNoise\" : null | \"weightNoise\" : {\"@class\":\"MARK\"} | weightNoise is an object, expected null",
                "\"stepFunction\" : null | \"stepFunction\" : {\"@class\":\"MARK\"} | confs[0].stepFunction is an object",
                "ActivationTanH | ActivationReLU | activationFn.@class is \"org.nd4j.linalg.activations.impl.ActivationReLU\"",
                "\"nin\" : 5 | \"nin\" : 6 | confs[0].layer.underlying.nin is 6, expected 5",
                "\"nout\" : 3 | \"nout\" : 3.5 | confs[1].layer.nout is 3.5, expected 3",
                "\"seed\" : 1 | \"seed\" : 2 | confs[0].seed is 2, expected 1",
                "\"hasBias\" : true, | '' | confs[1].layer.hasBias is missing",
                "\"variables\" : [ \"W\", \"b\" ] | \"variables\" : [ \"W\" ] | confs[1].variables is a list of 1",
                "\"iterationCount\" : 0,X | \"iterationCount\" : -1, | iterationCount is -1, expected a number from 0 to 2147483647",
                "\"iterationCount\" : 0,X | \"iterationCount\" : 3000000000, | iterationCount is 3000000000, expected",
                "\"epochCount\" : 0,X | '' | epochCount is missing, expected a number",
                "\"cacheMode\" : \"NONE\", | \"cacheMode\" : \"\\u001b[31m\", | is \"\\u001B[31m\", expected \"NONE\"",
            })
    void aDifferenceIsNamed(String found, String replacement, String words) throws Exception {
        change("configuration.json", content -> {
            String text = new String(content, StandardCharsets.UTF_8);
            // X: of the outermost object, which comes last.
            String place = found.replace("X", "");
            int at = found.endsWith("X") ? text.lastIndexOf(place) : text.indexOf(place);
            assertThat(at).isNotNegative();
            String other = replacement.replace("MARK", MarkingTanH.class.getName());
            return (text.substring(0, at) + other + text.substring(at + place.length()))
                    .getBytes(StandardCharsets.UTF_8);
        });
        isRefused("is damaged: configuration.json in it", words);
        assertThat(MARKS).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"configuration.json", "gatewise.json"})
    void jsonOfAnyDepthIsRefused(String name) throws Exception {
        for (String nested : List.of("[".repeat(100_000), "{\"a\":".repeat(100_000))) {
            change(
                    name,
                    content -> nested.substring(0, name.startsWith("c") ? 30_000 : 100_000)
                            .getBytes());
            isRefused("is damaged: " + name + " in it cannot be read", "nesting depth (51)");
            change(name, content -> {
                String text = new String(content, StandardCharsets.UTF_8);
                String deeper = nested.substring(0, name.startsWith("c") ? 30_000 : 100_000);
                return (text.substring(0, text.length() - 1) + ", \"later\" : " + deeper).getBytes();
            });
            isRefused("is damaged: " + name + " in it cannot be read", "nesting depth (51)");
        }
    }

    @Test
    void jsonThatSaysThingsTwiceOrMoreIsRefused() throws Exception {
        for (String name : List.of("configuration.json", "gatewise.json")) {
            change(name, content -> (new String(content) + " {}").getBytes());
            isRefused("is damaged: " + name + " in it cannot be read");
            change(
                    name,
                    content -> new String(content)
                            .replaceFirst("\\{", "{ \"plan\" : 1, \"plan\" : 2, ")
                            .getBytes());
            isRefused("is damaged: " + name + " in it cannot be read", "plan");
            change(name, content -> ("9".repeat(2_000)).getBytes());
            isRefused("is damaged: " + name);
            change(name, content -> ("\"" + "a".repeat(20_000) + "\"").getBytes());
            isRefused("is damaged: ", name);
        }
    }
}
