package io.storyportal.planning.template;

import static io.storyportal.planning.template.Goals.goal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("l05")
class TemplateMatchingTest {
    static final TemplateCatalogue CATALOGUE = TemplateCatalogue.shipped();
    static MeaningIndex index;

    @BeforeAll
    static void embedTheExamplesOnce() {
        index = new MeaningIndex(CATALOGUE, "bge-small-en-v1.5-q", Sentences.vectors(CATALOGUE.sentences()));
    }

    static Match byMeaning(Goal goal) {
        GoalReading reading = new GoalReader().read(goal);
        float[] vector = Sentences.vectors(List.of(reading.meaning())).getFirst();
        return new TemplateMatcher(CATALOGUE).match(reading, index.likeness(vector));
    }

    static Match byKeywords(Goal goal) {
        GoalReading reading = new GoalReader().read(goal);
        return new TemplateMatcher(CATALOGUE).match(reading, Keywords.likeness(reading));
    }

    static String[] files(String names) {
        return names == null ? new String[0] : names.split(" ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            profile-dataset  | orders.csv           | Profile orders.csv and write a report
            profile-dataset  | orders.csv           | profile this
            profile-dataset  | sales.tsv            | Give me the key statistics of sales.tsv
            profile-dataset  | people.json          | What kind of data does people.json contain?
            profile-dataset  | events.ndjson        | please look over the quality of events.ndjson
            profile-dataset  | q3.csv               | I need a summary of the columns in q3.csv
            profile-dataset  | q3.csv               | Are there missing values or outliers in here?
            profile-dataset  | measurements.csv     | Analyse measurements.csv
            profile-dataset  | customers.csv        | Can you describe customers.csv for me
            profile-dataset  | a.csv b.csv          | Profile both data files
            profile-dataset  | data                 | Profile the dataset
            inspect-log      | app.log              | Find what goes wrong in this log
            inspect-log      | server.log.1         | Why did the server crash?
            inspect-log      | app.log              | Summarise app.log
            inspect-log      | output.txt           | look for errors in this log output
            inspect-log      | gateway.log          | What are the most frequent exceptions in gateway.log?
            inspect-log      | nginx.log            | Analyse nginx.log and tell me about problems
            inspect-log      | app.log              | something is broken, please help me understand it
            inspect-log      | x.log                | Inspect this log and list the errors
            compare-datasets | old.csv new.csv      | Compare these two lists by sku
            compare-datasets | old.csv new.csv      | What is different between old.csv and new.csv?
            compare-datasets | jan.csv feb.csv      | Show me which rows were added or removed from jan.csv to feb.csv using order_id as key
            compare-datasets | a.json b.json        | diff a.json and b.json by id
            compare-datasets | crm.csv erp.csv      | Reconcile crm.csv with erp.csv on customer number
            compare-datasets | v1.csv v2.csv        | What changed from v1 to v2?
            audit-site       |                      | Audit https://example.org
            audit-site       |                      | Check example.com for broken links
            audit-site       |                      | Is http://localhost:8080/ any good? Review the page
            audit-site       |                      | Look at our website https://shop.example.net and report SEO problems
            audit-site       |                      | audit the web page https://example.org/index.html and write a report
            answer-question  | orders.csv           | How many orders are in orders.csv?
            answer-question  | orders.csv           | What is the average amount per city?
            answer-question  | orders.csv           | Which product sold the most?
            answer-question  | orders.csv           | SELECT city, count(*) FROM data GROUP BY city
            answer-question  | sales.csv            | What is the total revenue by region in sales.csv?
            answer-question  | people.csv           | List the 5 oldest people
            answer-question  | orders.csv           | Run `select max(price) from data` and write a report
            answer-question  | orders.csv           | top 3 customers by amount
            """)
    void findsTheTemplateByMeaning(String template, String files, String description) {
        assertThat(byMeaning(goal(description, files(files))))
                .isInstanceOfSatisfying(
                        Match.Fits.class,
                        fits -> assertThat(fits.template().name()).isEqualTo(template));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            orders.csv      | Translate orders.csv to Spanish
            orders.csv      | Send orders.csv to bob@example.org
            orders.csv      | Convert orders.csv into a PDF
            orders.csv      | Plot a histogram of the amounts
                            | Write a haiku about autumn
                            | Book me a hotel in Rome
                            | What is the capital of France?
                            | Refactor the billing module
            old.csv new.csv | Merge old.csv and new.csv into one file
            orders.csv      | Fill the missing prices in orders.csv with the average
            app.log         | Delete app.log
            app.log         | Write a script that rotates app.log
            orders.csv      | Make a pie chart of revenue by region
            orders.csv      | Write a cover letter
                            | hello
            notes.txt       | Write a ballad about notes.txt
            notes.txt       | Turn these notes into a slide deck
            """)
    void knowsWhenNoTemplateFits(String files, String description) {
        assertThat(byMeaning(goal(description, files(files)))).isInstanceOf(Match.NoneFits.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            compare-datasets | old.csv  | Compare these two lists by sku                      | two data files
            compare-datasets |          | Compare the old and the new list by sku             | two data files
            profile-dataset  |          | Profile this dataset and write a report             | a data file
            audit-site       |          | Audit my website and find broken links              | the address
            inspect-log      |          | Find the errors in this log                         | a log file
            """)
    void saysWhatTheGoalLacks(String template, String files, String description, String lacks) {
        assertThat(byMeaning(goal(description, files(files)))).isInstanceOfSatisfying(Match.Lacks.class, missing -> {
            assertThat(missing.template().name()).isEqualTo(template);
            assertThat(missing.missing()).contains(lacks);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            profile-dataset  | orders.csv      | Profile orders.csv and write a report
            profile-dataset  | q3.csv          | I need a statistical summary of the columns in q3.csv
            inspect-log      | app.log         | Find what goes wrong in this log
            compare-datasets | old.csv new.csv | Compare these two lists by sku
            audit-site       |                 | Audit the website https://example.org
            answer-question  | orders.csv      | How many rows are in orders.csv?
            answer-question  | orders.csv      | SELECT city FROM data
            """)
    void fallsBackToKeywordsAndSaysSo(String template, String files, String description) {
        assertThat(byKeywords(goal(description, files(files)))).isInstanceOfSatisfying(Match.Fits.class, fits -> {
            assertThat(fits.template().name()).isEqualTo(template);
            assertThat(fits.reason()).contains("keywords, as embeddings are not available");
        });
    }

    @Test
    void keywordsDoNotFitAPoem() {
        assertThat(byKeywords(goal("Write a haiku about autumn"))).isInstanceOf(Match.NoneFits.class);
    }
}
