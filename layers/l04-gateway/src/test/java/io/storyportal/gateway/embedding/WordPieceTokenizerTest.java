package io.storyportal.gateway.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ours against the reference implementation, Hugging Face's tokenizers. */
@Tag("l04")
class WordPieceTokenizerTest {

    private static HuggingFaceTokenizer reference;
    private static WordPieceTokenizer ours;

    @BeforeAll
    static void load() throws IOException {
        ours = BgeSmall.tokenizer();
        try (InputStream file = BgeSmall.class.getResourceAsStream("/bge-small-en-v1.5-q-tokenizer.json")) {
            reference = HuggingFaceTokenizer.newInstance(
                    file, Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false"));
        }
    }

    @AfterAll
    static void close() {
        reference.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Profile orders.csv and write a report",
                "Find what goes wrong in this log: 2026-01-31T23:59:59Z ERROR [main] NullPointerException",
                "Compare these two lists by sku; price > 3.50€ & quantity <= 10%",
                "Grüße aus Zürich, café naïve Ångström İstanbul straße ﬁn",
                "日本語のテキスト and 中文字符 mixed with English",
                "emoji 🌍 and family 👨‍👩‍👧 and flags 🇨🇭",
                "unbelievably antidisestablishmentarianism electroencephalographically",
                "a_b-c/d\\e {\"json\": [1, 2.5, null]} <html>&nbsp;</html> $x^2 `code` |pipe~",
                "tabs\tand\r\nlines\u00a0nbsp\u2003em\u200bzero\u2028sep",
                "\u0000\u0007control\u007f \ufffd characters\u00ad soft",
                "Привет мир Ελληνικά عربى हिन्दी ไทย 한국어",
                "",
                "   "
            })
    void splitsLikeTheReference(String text) {
        assertThat(ours.encode(text)).isEqualTo(referenceOf(text));
    }

    @Test
    void splitsAWordThatIsTooLongLikeTheReference() {
        String text = "ok " + "x".repeat(101) + " " + "a".repeat(100);

        assertThat(ours.encode(text)).isEqualTo(referenceOf(text));
    }

    @Test
    void splitsRandomTextLikeTheReference() {
        var random = new Random(42);
        String alphabet = "aeiounrstl ABC äöü é ñ 0123 .,;:!?-_()[]{}\"'/\\@#%&*+=<>|~`^$ \t\n 漢字 ж я 🌍 ß ﬁ ½ ² №";
        int[] points = alphabet.codePoints().toArray();
        for (int round = 0; round < 500; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(60); i >= 0; i--) {
                text.appendCodePoint(points[random.nextInt(points.length)]);
            }
            assertThat(ours.encode(text.toString())).as("text '%s'", text).isEqualTo(referenceOf(text.toString()));
        }
    }

    @Test
    void takesASpecialTokenInATextForPlainText() {
        assertThat(ours.encode("[SEP]")).doesNotContain(ours.idOf("[SEP]")).hasSizeGreaterThan(1);
    }

    private static int[] referenceOf(String text) {
        return Arrays.stream(reference.encode(text).getIds())
                .mapToInt(Math::toIntExact)
                .toArray();
    }
}
