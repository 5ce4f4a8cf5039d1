package io.storyportal.tools.datasets.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.tools.datasets.TextSource;
import io.storyportal.tools.datasets.read.DatasetException.Reason;
import io.storyportal.tools.datasets.schema.DatasetSample;
import io.storyportal.tools.datasets.schema.SchemaReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("l03")
class DatasetReaderTest {
    @Test
    void givesUpASampleThatIsTooLargeWhileItIsCollected() {
        String text = "a\n" + ("x".repeat(900) + "\n").repeat(2_000);

        assertThatThrownBy(() -> SchemaReader.sample(TextSource.of(text), null, 2_000))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("fewer rows");
    }

    @Test
    void keepsLineBreaksCommasAndQuotesInsideQuotedFields() {
        var sample = read("id,text\n1,\"a\nb, \"\"c\"\"\"\n2,d\n");

        assertThat(sample.rows()).extracting(r -> r.get("text")).containsExactly("a\nb, \"c\"", "d");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void findsTheDelimiter(String delimiter) {
        var sample = read(String.join(delimiter, "sku", "price", "note") + "\n"
                + String.join(delimiter, "A1", "9.50", "x") + "\n" + String.join(delimiter, "A2", "1.00", "y") + "\n");

        assertThat(sample.source().delimiter()).isEqualTo(delimiter);
        assertThat(sample.columns()).containsExactly("sku", "price", "note");
    }

    @Test
    void isNotMisledByDecimalCommasInASemicolonFile() {
        var schema = SchemaReader.schema(TextSource.of("name;price\na;1,5\nb;2,25\nc;1.000,75\n"), null);

        assertThat(schema.source().delimiter()).isEqualTo(";");
        assertThat(schema.columns().get(1).type().wire()).isEqualTo("decimal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "windows-1252", "UTF-16LE", "UTF-16BE"})
    void readsUmlautsInEachEncoding(String charset) {
        var sample = SchemaReader.sample(
                TextSource.of("stadt;ort\nKöln;Süd\nMünchen;Öst\n", Charset.forName(charset)), null, 9);

        assertThat(sample.rows()).extracting(r -> r.get("stadt")).containsExactly("Köln", "München");
    }

    @Test
    void findsLatin1BytesFarBehindTheFirstBlock() {
        StringBuilder text = new StringBuilder("n,city\n");
        for (int i = 0; i < 20_000; i++) {
            text.append(i).append(",Berlin\n");
        }
        text.append("20000,Köln\n");

        var sample = SchemaReader.sample(TextSource.of(text.toString(), StandardCharsets.ISO_8859_1), null, 30_000);

        assertThat(sample.rows().getLast().get("city")).isEqualTo("Köln");
        assertThat(sample.source().encoding()).isEqualTo("windows-1252");
    }

    @Test
    void readsSingleWrongBytesInUtf8AndSaysWhere() {
        byte[] bytes = "city\nKöln\nK?ln\n".getBytes(StandardCharsets.UTF_8);
        bytes["city\nKöln\nK".getBytes(StandardCharsets.UTF_8).length] = (byte) 0xF6;

        var sample = SchemaReader.sample(new TextSource("x.csv", bytes), null, 9);

        assertThat(sample.rows()).extracting(r -> r.get("city")).containsExactly("Köln", "Köln");
        assertThat(sample.source().notes()).singleElement().asString().contains("first on line 3");
    }

    @Test
    void leavesTheByteOrderMarkOutOfTheFirstName() {
        var sample = read("\uFEFFid,name\n1,x\n");

        assertThat(sample.columns()).containsExactly("id", "name");
        assertThat(sample.source().bom()).isTrue();
    }

    @Test
    void takesRaggedRowsAsTheyAreAndReportsThem() {
        var sample = read("a,b,c\n1,2\n1,2,3\n1,2,3,4\n");

        assertThat(sample.rows().getFirst()).containsEntry("c", null);
        var ragged = sample.source().ragged();
        assertThat(ragged).isNotNull();
        assertThat(ragged.rows()).isEqualTo(2);
        assertThat(ragged.firstLine()).isEqualTo(2);
        assertThat(ragged.examples())
                .containsExactly(new SourceReport.Example(2, 2, 3), new SourceReport.Example(4, 4, 3));
        assertThat(sample.source().notes()).anyMatch(n -> n.contains("line 2, 2 instead of 3"));
    }

    @Test
    void refusesAFileMostOfWhoseRowsDoNotFitTheHeader() {
        assertRefused(
                "title\n" + "a,b,c\n".repeat(40), Reason.MALFORMED, "line 2", "3 fields where the first line has 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\n", "\uFEFF"})
    void refusesAnEmptyFile(String text) {
        assertRefused(text, Reason.EMPTY, "empty");
    }

    @Test
    void answersNoRowsForAHeaderAlone() {
        assertThat(read("id,name\n").rows()).isEmpty();
        assertThat(read("id,name\n").columns()).containsExactly("id", "name");
    }

    @Test
    void refusesBinaryFilesByKind() {
        byte[] zip = Arrays.copyOf(new byte[] {'P', 'K', 3, 4}, 200);

        assertThatThrownBy(() -> SchemaReader.schema(new TextSource("book.xlsx", zip), null))
                .isInstanceOfSatisfying(
                        DatasetException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BINARY))
                .hasMessageContaining("Excel");
    }

    @Test
    void refusesANulByteNamingItsLine() {
        assertRefused("a,b\n1,2\n3,\u0000\n", Reason.BINARY, "line 3");
    }

    @Test
    void refusesAQuoteThatNeverCloses() {
        assertRefused("a,b\n1,2\n3,\"open\n4,5\n6,7\n", Reason.MALFORMED, "line 3", "never closes");
    }

    @Test
    void numbersTheColumnsOfAFileWithoutHeader() {
        var sample = read("1,Berlin,2.5\n2,Ulm,3.5\n");

        assertThat(sample.columns()).containsExactly("column_1", "column_2", "column_3");
        assertThat(sample.rows()).hasSize(2);
    }

    @Test
    void makesRepeatedAndEmptyNamesUnique() {
        assertThat(read("id,,id\n1,2,3\n").columns()).containsExactly("id", "column_2", "id_2");
    }

    @Test
    void readsAJsonArrayWithFieldsThatAppearLater() {
        var sample = read("[{\"id\":1,\"at\":{\"city\":\"Ulm\"}},\n {\"id\":2,\"tags\":[1,2]}]");

        assertThat(sample.source().format()).isEqualTo(DatasetFormat.JSON);
        assertThat(sample.columns()).containsExactly("id", "at.city", "tags");
        assertThat(sample.rows()).extracting(r -> r.get("tags")).containsExactly(null, "[1,2]");
    }

    @Test
    void readsNdjson() {
        var sample = read("{\"id\":1}\n{\"id\":2}\n");

        assertThat(sample.source().format()).isEqualTo(DatasetFormat.NDJSON);
        assertThat(sample.rows()).extracting(r -> r.get("id")).containsExactly("1", "2");
    }

    @Test
    void refusesBrokenJsonNamingItsLine() {
        assertRefused("{\"id\":1}\n{\"id\":2}\n{\"id\":\n", Reason.MALFORMED, "line");
        assertRefused("{\"id\":1}\n{\"id\" 2}\n", Reason.MALFORMED, "line 2", "not valid JSON");
    }

    @Test
    void knowsJsonStringsFromNumbers() {
        var schema = SchemaReader.schema(TextSource.of("[{\"zip\":\"01067\",\"n\":1}]"), null);

        assertThat(schema.columns()).extracting(c -> c.type().wire()).containsExactly("text", "integer");
    }

    private static DatasetSample read(String text) {
        return SchemaReader.sample(TextSource.of(text), null, 100);
    }

    private static void assertRefused(String text, Reason reason, String... parts) {
        assertThatThrownBy(() -> SchemaReader.sample(TextSource.of(text), null, 1_000))
                .isInstanceOfSatisfying(
                        DatasetException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContainingAll(parts);
    }
}
