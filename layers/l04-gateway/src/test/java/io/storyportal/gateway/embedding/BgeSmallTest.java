package io.storyportal.gateway.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("l04")
class BgeSmallTest {

    private static BgeSmall model;

    @BeforeAll
    static void load() throws IOException, OrtException {
        model = BgeSmall.load();
    }

    /** The reference values are those of langchain4j's encoder on the same model file. */
    @Test
    void givesTheVectorOfTheReferenceEncoder() throws OrtException {
        float[] vector = model.embed("Profile this dataset and write a report");

        assertThat(vector).hasSize(384);
        assertThat(vector[0]).isCloseTo(0.013385551f, within(2e-3f));
        assertThat(vector[1]).isCloseTo(0.030407395f, within(2e-3f));
        assertThat(vector[2]).isCloseTo(0.042858705f, within(2e-3f));
        assertThat(vector[3]).isCloseTo(-0.031158973f, within(2e-3f));
    }

    @Test
    void givesVectorsOfLengthOneForAnyText() throws OrtException {
        for (String text : new String[] {"a", "   ", "漢字", "word ".repeat(1500)}) {
            float[] vector = model.embed(text);
            assertThat(cosine(vector, vector)).isCloseTo(1.0, within(1e-4));
        }
    }

    @Test
    void findsTheSentenceThatMeansTheSame() throws OrtException {
        float[] goal = model.embed("Find what goes wrong in this log file");
        double same = cosine(goal, model.embed("Which errors are in the application log?"));
        double other = cosine(goal, model.embed("Compare two price lists by article number"));

        assertThat(same).isGreaterThan(other + 0.1);
    }

    @Test
    void readsALongTextToItsEnd() throws OrtException {
        String tooLong = "the weather is fine today and the sun is shining ".repeat(60);

        double withMore = cosine(model.embed(tooLong), model.embed(tooLong + "database migration failed ".repeat(100)));

        assertThat(withMore).isLessThan(0.99);
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
