package io.storyportal.tools.datasets.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.tools.ToolsProblem;
import io.storyportal.tools.datasets.TextSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("l03")
class DatasetQueryTest {
    private static final TextSource ORDERS = TextSource.of("""
            id,city,product,amount,unit price,status,day
            1,Ulm,pen,2,1.50,open,2026-01-01
            2,Ulm,ink,4,2.50,closed,2026-01-02
            3,Bonn,pen,6,1.50,open,2026-01-03
            4,Bonn,cap,8,,open,2026-01-04
            5,New York,pen,10,9.00,closed,2026-01-05
            """);

    @TempDir
    Path folder;

    @Test
    void answersSqlWithTypedValues() {
        var result =
                query().sql(ORDERS, null, "select city, sum(amount) as n from data group by city order by n desc;", 10);

        assertThat(result.columns()).containsExactly("city", "n");
        assertThat(result.rows()).startsWith(List.of("Bonn", 14));
        assertThat(result.rowsLoaded()).isEqualTo(5);
    }

    @Test
    void givesUpAnAnswerThatIsTooLargeWhileItIsCollected() {
        String endless =
                "with recursive n(i) as (select 1 union all select i + 1 from n) " + "select hex(zeroblob(900)) from n";

        assertThatThrownBy(() -> query().sql(ORDERS, null, endless, Integer.MAX_VALUE))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(ToolsProblem.OUTPUT_TOO_LARGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from data",
                "with x as (select 1) delete from data",
                "select 1; drop table data",
                "attach 'x.db' as x",
                "select * from pragma_database_list",
                "pragma query_only=off",
                "select load_extension('x')",
                "select nope from data",
                "select zeroblob(100000000)"
            })
    void refusesEverythingButReadingTheTable(String sql) {
        assertThatThrownBy(() -> query().sql(ORDERS, null, sql, 10))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(ToolsProblem.SQL_REFUSED));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void stopsAQueryThatRunsTooLong() {
        var impatient = new DatasetQuery(folder, new QueryLimits(Duration.ofMillis(100), 1 << 20, 1 << 20));

        assertThatThrownBy(() -> impatient.sql(
                        ORDERS,
                        null,
                        "with recursive r(n) as (select 1 union all select n+1 from r) select max(n) from r",
                        1))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(ToolsProblem.QUERY_LIMIT));
    }

    @Test
    void cutsLongResultsAndSaysSo() {
        var result = query().sql(ORDERS, null, "select * from data", 2);

        assertThat(result.rowCount()).isEqualTo(2);
        assertThat(result.truncated()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "How many rows are there? | 5",
                "What is the average amount? | 6.0",
                "sum of amount where city is Ulm | 6",
                "total amount in New York | 10",
                "count rows where status = open | 3",
                "how many rows with amount over 5 | 3",
                "how many different products | 3",
                "What is the maximum unit price? | 9.0",
                "lowest amount | 2",
                "median amount | 6.0",
                "median unit price | 2.0",
                "how many rows where unit price is at least 2.5 | 2",
                "number of missing unit price | 1",
                "Which city has the highest total amount? | Bonn",
                "most common product | pen",
                "average amount by city | New York",
                "top 2 products by amount | pen",
                "which city has the lowest average amount | Ulm",
                "highest unit price | 9.0",
                "average amount of open rows | 5.333333333333333",
            })
    void answersQuestionsInPlainWords(String question, String firstCell) {
        var result = query().question(ORDERS, null, question, 10);

        assertThat(String.valueOf(result.rows().getFirst().getFirst()))
                .as(result.sql())
                .isEqualTo(firstCell);
        assertThat(result.answer()).isNotBlank();
        var again = query().sql(ORDERS, null, result.sql(), 10);
        assertThat(again.rows()).isEqualTo(result.rows());
    }

    @Test
    void tellsColumnsApartThatDifferByCaseOnly() {
        var result = query().sql(TextSource.of("Id,id\n1,2\n"), null, "select * from data", 5);

        assertThat(result.columns()).containsExactly("Id", "id_2");
        assertThat(result.rows()).containsExactly(List.of(1, 2));
    }

    @Test
    void listsRowsThatMatch() {
        var result = query().question(ORDERS, null, "show all rows where product contains 'pe' and amount > 3", 10);

        assertThat(result.rows()).extracting(List::getFirst).containsExactly(3, 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "why did revenue fall?",
                "average weather by city",
                "predict next month",
                "average city",
                "amount",
                "what is the correlation between amount and unit price"
            })
    void saysWhenItDoesNotUnderstand(String question) {
        assertThatThrownBy(() -> query().question(ORDERS, null, question, 10))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(ToolsProblem.QUESTION_NOT_UNDERSTOOD);
                    assertThat(e.problem().remedy()).contains("configure a model provider");
                });
    }

    private DatasetQuery query() {
        return new DatasetQuery(folder, QueryLimits.standard());
    }
}
