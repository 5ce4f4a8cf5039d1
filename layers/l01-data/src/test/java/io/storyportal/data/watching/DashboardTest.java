package io.storyportal.data.watching;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Scene;
import io.storyportal.data.Scrape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard and the operator's page speak of numbers that a running L01 shows, and of all of its own. */
class DashboardTest extends Scene {

    private static final Path DASHBOARD = Path.of("../../deploy/grafana/l01.json");
    private static final Path PAGE = Path.of("../../docs/operating/data.md");

    /** What is not a metric's name: labels and their values, groupings, windows, variables. */
    private static final Pattern ASIDE =
            Pattern.compile("\\{[^}]*}|\\b(by|on|without) *\\([^)]*\\)|\\[[^]]*]|\"[^\"]*\"");

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?![a-zA-Z0-9_:]| *\\()");
    private static final Pattern OWN = Pattern.compile("\\b(l01|r2dbc)_[a-z0-9_]+");

    private static JsonNode dashboard() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(DASHBOARD));
    }

    private static Set<String> metricsOf(Stream<String> expressions) {
        Set<String> names = new TreeSet<>();
        expressions.forEach(expression -> NAME.matcher(ASIDE.matcher(expression).replaceAll(" "))
                .results()
                .map(MatchResult::group)
                .forEach(names::add));
        return names;
    }

    private static Set<String> metricsOfTheDashboard() throws IOException {
        return metricsOf(dashboard().path("panels").valueStream().flatMap(panel -> panel.path("targets")
                .valueStream()
                .map(target -> target.path("expr").asString())));
    }

    /** After a first request, without which there are no numbers of requests. */
    private Set<String> exported() {
        newTenant().read("/api/goals");
        return Scrape.of(port()).names();
    }

    private static List<String> ownOf(Set<String> exported) {
        return exported.stream()
                .filter(name -> OWN.matcher(name).matches())
                .map(name -> name.replaceFirst("_(count|sum|max|total)$", ""))
                .distinct()
                .toList();
    }

    @Test
    void readsNamesOutOfExpressions() {
        assertThat(metricsOf(Stream.of("sum by (status) (rate(a_total{x=~\"b_c\"}[5m])) / max(d_e) + 2")))
                .containsExactly("a_total", "d_e");
    }

    @Test
    void asksForMetricsThatARunningL01Exports() throws IOException {
        assertThat(metricsOfTheDashboard()).isNotEmpty();
        assertThat(exported()).containsAll(metricsOfTheDashboard());
    }

    @Test
    void showsEveryMetricOfL01sOwnButWhatAnotherSays() throws IOException {
        String shown = String.join(" ", metricsOfTheDashboard());
        assertThat(ownOf(exported()))
                .filteredOn(name -> !Set.of("r2dbc_pool_idle").contains(name))
                .allSatisfy(name -> assertThat(shown).contains(name));
    }

    @Test
    void hasPanelsWithAnIdOfTheirOwnAndAnExpressionEach() throws IOException {
        List<JsonNode> panels = dashboard().path("panels").valueStream().toList();
        assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        assertThat(panels).allSatisfy(panel -> {
            assertThat(panel.path("title").asString()).isNotBlank();
            assertThat(panel.path("targets").valueStream().toList()).isNotEmpty();
        });
    }

    @Test
    void areExplainedToOperators() throws IOException {
        String page = Files.readString(PAGE);
        Set<String> exported = exported();
        assertThat(ownOf(exported)).allSatisfy(name -> assertThat(page).contains(name));
        assertThat(OWN.matcher(page).results().map(MatchResult::group)).allSatisfy(name -> assertThat(exported)
                .anySatisfy(sample -> assertThat(sample).startsWith(name)));
    }
}
