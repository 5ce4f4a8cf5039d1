package io.storyportal.planning.template;

import static io.storyportal.planning.template.Goals.goal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("l05")
class GoalReaderTest {
    private final GoalReader reader = new GoalReader();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Compare these two lists by sku                         | sku
            Compare a.csv and b.csv by `order_id`                  | order_id
            Compare a.csv and b.csv by Order-No.                   | Order-No
            diff both using id                                     | id
            diff both on the column "Artikel"                      | Artikel
            match them by the key customer and tell me the rest    | customer
            compare by sku and write a report                      | sku
            compare by sku and region                              | sku,region
            compare, key is sku                                    | sku
            compare with key=sku                                   | sku
            compare using sku as the key                           | sku
            check by hand, then compare by ean                     | ean
            Compare the two lists                                  |
            Compare the two lists and report by the line           |
            vergleiche by größe                                    | größe
            """)
    void readsTheKeyColumns(String description, String keys) {
        List<String> expected = keys == null ? List.of() : List.of(keys.split(","));
        assertThat(reader.read(goal(description, "a.csv", "b.csv")).keys()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Audit https://example.org/a?b=1, please     | https://example.org/a?b=1
            Audit (https://example.org).                | https://example.org
            audit example.com/shop                      | https://example.com/shop
            audit http://localhost:8080/                | http://localhost:8080/
            audit localhost:8080                        | https://localhost:8080
            mail bob@example.org                        |
            profile v1.2 of orders                      |
            """)
    void readsTheAddress(String description, String url) {
        assertThat(reader.read(goal(description)).url().map(Object::toString).orElse(null))
                .isEqualTo(url);
    }

    @Test
    void doesNotTakeAFileNameForAnAddress() {
        assertThat(reader.read(goal("Profile orders.io", "orders.io")).url()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT a, b FROM data WHERE x > 1;              | SELECT a, b FROM data WHERE x > 1
            Please run ```sql select 1 from data```         | select 1 from data
            What does `select max(a) from data` give?       | select max(a) from data
            run: with t as (select * from data) select 1 from t | with t as (select * from data) select 1 from t
            Select the best products                        |
            drop table data                                 |
            """)
    void readsTheQuery(String description, String sql) {
        assertThat(reader.read(goal(description, "orders.csv")).sql().orElse(null))
                .isEqualTo(sql);
    }

    @Test
    void ordersFilesAsTheyAreMentioned() {
        GoalReading reading = reader.read(goal("Compare new.csv against old.csv", "other.csv", "old.csv", "new.csv"));
        assertThat(reading.files()).extracting(Goal.File::name).containsExactly("new.csv", "old.csv", "other.csv");
    }

    @Test
    void optionsWinOverWords() {
        Goal.Options options = new Goal.Options(null, "id, region", "https://b.example", "select 2 from data", "What?");
        Goal goal = new Goal("Compare https://a.example by sku", List.of(), options);
        GoalReading reading = reader.read(goal);
        assertThat(reading.keys()).containsExactly("id", "region");
        assertThat(reading.url()).hasToString("Optional[https://b.example]");
        assertThat(reading.sql()).contains("select 2 from data");
        assertThat(reading.question()).isEqualTo("What?");
    }

    @Test
    void meaningHoldsNoNamesAndLiterals() {
        GoalReading reading = reader.read(
                goal("Audit  https://a.example/x and\n compare orders.csv with app.log", "orders.csv", "app.log"));
        assertThat(reading.meaning()).isEqualTo("Audit this web page and compare the data file with the log file");
    }
}
