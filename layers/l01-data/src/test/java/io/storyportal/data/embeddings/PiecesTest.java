package io.storyportal.data.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("l01")
class PiecesTest {

    @Test
    void leavesWhatIsShortInOnePiece() {
        assertThat(Pieces.of(null)).containsExactly("");
        assertThat(Pieces.of(" one two ")).containsExactly("one two");
        assertThat(Pieces.of("x".repeat(Pieces.LENGTH))).hasSize(1);
    }

    @Test
    void cutsAtSpacesAndRepeatsWhatIsNearACut() {
        String text = IntStream.range(0, 3000).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
        List<String> pieces = Pieces.of(text);
        assertThat(pieces).hasSizeGreaterThan(10).allSatisfy(piece -> {
            assertThat(piece.length()).isLessThanOrEqualTo(Pieces.LENGTH);
            assertThat(text).contains(piece);
        });
        assertThat(pieces.subList(0, pieces.size() - 1)).allMatch(piece -> piece.matches("(?s).*word\\d+"));
        IntStream.range(1, pieces.size()).forEach(i -> assertThat(pieces.get(i - 1))
                .endsWith(pieces.get(i).substring(0, Pieces.OVERLAP)));
        assertThat(pieces.getFirst()).startsWith("word0 ");
        assertThat(pieces.getLast()).endsWith(" word2999");
    }

    @Test
    void cutsNoCharacterInTwo() {
        String text = "a" + "\ud83d\ude00".repeat(5000);
        assertThat(Pieces.of(text)).allSatisfy(piece -> {
            assertThat(Character.isLowSurrogate(piece.charAt(0))).isFalse();
            assertThat(Character.isHighSurrogate(piece.charAt(piece.length() - 1)))
                    .isFalse();
        });
    }

    @Test
    void makesFewPiecesOfTheLongestText() {
        assertThat(Pieces.of("x".repeat(Source.LONGEST))).hasSizeLessThanOrEqualTo(56);
    }

    @Test
    void putsTheHeadingBeforeEachPiece() {
        assertThat(Pieces.headed("Title", "text")).isEqualTo("Title\ntext");
        assertThat(Pieces.headed("Title", "")).isEqualTo("Title");
        assertThat(Pieces.headed(null, "text")).isEqualTo("text");
    }
}
