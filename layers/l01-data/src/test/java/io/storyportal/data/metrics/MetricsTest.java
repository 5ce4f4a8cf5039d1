package io.storyportal.data.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.caller.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

class MetricsTest extends Scene {

    @Autowired
    private MetricHousekeeping housekeeping;

    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");

    private static Map<String, Object> point(String name, Instant time, double value, String region) {
        return Map.of("name", name, "time", time, "value", value, "labels", Map.of("region", region, "host", "a"));
    }

    private static void record(Api api, List<Map<String, Object>> points) {
        JsonNode answer = Api.json(
                api.post("/api/metrics", Map.of("items", points)).expectStatus().isCreated());
        assertThat(answer.path("recorded").asInt()).isEqualTo(points.size());
    }

    private static ResponseSpec query(Api api, Map<String, ?> asked) {
        Map<String, Object> parameters =
                new HashMap<>(Map.of("name", "latency", "from", NINE, "to", NINE.plusSeconds(7200)));
        parameters.putAll(asked);
        return api.client()
                .get()
                .uri(builder -> {
                    builder.path("/api/metrics");
                    parameters.keySet().forEach(key -> builder.queryParam(key, "{" + key + "}"));
                    return builder.build(parameters);
                })
                .exchange();
    }

    private static List<String> rows(Api api, Map<String, ?> asked) {
        return Api.json(query(api, asked).expectStatus().isOk())
                .path("items")
                .valueStream()
                .map(row -> row.path("start").asString().substring(11, 16)
                        + (row.has("group") ? " " + row.path("group").asString() : "") + " "
                        + row.path("value").asDouble())
                .toList();
    }

    @Test
    void removesWhatIsOlderThanItIsKeptAndNothingElse() {
        Api api = newTenant();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant old = now.minus(Duration.ofDays(91));
        Instant recent = now.minus(Duration.ofDays(89));
        record(api, List.of(point("latency", old, 1, "eu"), point("latency", recent, 2, "eu")));
        assertThat(housekeeping.round().block()).isPositive();
        assertThat(rows(api, Map.of("from", old, "to", now, "bucket", "1d", "aggregate", "sum")))
                .containsExactly("00:00 2.0");
        assertThat(housekeeping.round().block()).isZero();
    }

    private static Api withLatencies(Api api) {
        record(
                api,
                List.of(
                        point("latency", NINE, 10, "eu"),
                        point("latency", NINE.plusSeconds(59), 20, "us"),
                        point("latency", NINE.plusSeconds(60), 40, "eu"),
                        point("latency", NINE.plusSeconds(3600), 100, "eu"),
                        point("latency", NINE.plusSeconds(3600), 7, "eu"),
                        point("latency", NINE.minusSeconds(1), 1000, "eu"),
                        point("latency", NINE.plusSeconds(7200), 1000, "eu"),
                        point("other", NINE, 1000, "eu")));
        return api;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1m | avg   | 09:00 15.0, 09:01 40.0, 10:00 53.5",
                "1h | avg   | 09:00 23.333333333333332, 10:00 53.5",
                "1h | sum   | 09:00 70.0, 10:00 107.0",
                "1h | min   | 09:00 10.0, 10:00 7.0",
                "1h | max   | 09:00 40.0, 10:00 100.0",
                "5m | count | 09:00 3.0, 10:00 2.0",
                "1h | last  | 09:00 40.0, 10:00 7.0",
                "1d | sum   | 00:00 177.0"
            })
    void addsPointsUpByTime(String bucket, String aggregate, String expected) {
        assertThat(rows(withLatencies(newTenant()), Map.of("bucket", bucket, "aggregate", aggregate)))
                .containsExactly(expected.split(", "));
    }

    @Test
    void keepsTheValuesOfALabelApart() {
        Api api = withLatencies(newTenant());
        assertThat(rows(api, Map.of("bucket", "1h", "aggregate", "sum", "group_by", "region")))
                .containsExactly("09:00 eu 50.0", "09:00 us 20.0", "10:00 eu 107.0");
        assertThat(rows(api, Map.of("bucket", "1h", "aggregate", "last", "group_by", "region")))
                .containsExactly("09:00 eu 40.0", "09:00 us 20.0", "10:00 eu 7.0");
        assertThat(rows(api, Map.of("bucket", "1d", "aggregate", "count", "group_by", "absent")))
                .containsExactly("00:00 5.0");
    }

    @Test
    void looksForLabels() {
        Api api = withLatencies(newTenant());
        Map<String, Object> hourly = Map.of("bucket", "1h", "aggregate", "count");
        Map<String, Object> asked = new HashMap<>(hourly);
        asked.put("labels", "{\"region\": \"eu\", \"host\": \"a\"}");
        assertThat(rows(api, asked)).containsExactly("09:00 2.0", "10:00 2.0");
        asked.put("labels", "{\"region\": \"eu,us\"}");
        assertThat(rows(api, asked)).isEmpty();
    }

    @Test
    void takesThePresentForAPointThatSaysNoTime() {
        Api api = newTenant();
        Instant before = Instant.now();
        record(api, List.of(Map.of("name", "latency", "value", 3)));
        assertThat(Api.json(api.get("/api/metrics?name=latency&bucket=1d&from=" + before.minusSeconds(1) + "&to="
                                + before.plusSeconds(60)))
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void keepsNumbersExactlyAndAddsUpTheLargest() {
        Api api = newTenant();
        double[] values = {0.1, -5e-324, 1.7976931348623157e299, 123456789.123456789};
        for (double value : values) {
            record(api, List.of(Map.of("name", "m", "time", NINE, "value", value)));
            assertThat(Api.json(query(api, Map.of("name", "m", "aggregate", "last", "bucket", "1d")))
                            .path("items")
                            .get(0)
                            .path("value")
                            .asDouble())
                    .isEqualTo(value);
        }
        record(api, List.of(point("huge", NINE, 1e300, "a"), point("huge", NINE, -1e300, "a")));
        assertThat(rows(api, Map.of("name", "huge", "bucket", "1h"))).containsExactly("09:00 0.0");
    }

    @Test
    void listsTheNamesInPages() {
        Api api = newTenant();
        record(
                api,
                Stream.of("b", "a.x", "c", "b", "Z")
                        .map(name -> point(name, NINE, 1, "eu"))
                        .toList());
        JsonNode first = api.read("/api/metrics/names?limit=3");
        List<String> names = new ArrayList<>();
        first.path("items").forEach(name -> names.add(name.asString()));
        JsonNode second = api.read(
                "/api/metrics/names?limit=3&cursor=" + first.path("next_cursor").asString());
        second.path("items").forEach(name -> names.add(name.asString()));
        assertThat(names).containsExactlyInAnyOrder("Z", "a.x", "b", "c");
        assertThat(second.has("next_cursor")).isFalse();
        Problems.expect(api.get("/api/metrics/names?cursor=!"), 422, "E1002");
    }

    @Test
    void refusesMoreBucketsThanItAnswers() {
        Api api = newTenant();
        query(api, Map.of("to", NINE.plusSeconds(600_000))).expectStatus().isOk();
        JsonNode problem = Problems.expect(query(api, Map.of("to", NINE.plusSeconds(600_060))), 422, "E1050");
        assertThat(problem.path("remedy").asString()).contains("larger buckets");
        query(api, Map.of("to", NINE.plusSeconds(600_060), "bucket", "5m"))
                .expectStatus()
                .isOk();
    }

    @Test
    void refusesMoreGroupsThanItAnswers() {
        Api api = newTenant();
        for (int batch = 0; batch < 11; batch++) {
            int first = batch * 1000;
            record(
                    api,
                    IntStream.range(first, first + (batch == 10 ? 1 : 1000))
                            .mapToObj(i -> point("latency", NINE, 1, "r" + i))
                            .toList());
            if (batch == 9) {
                assertThat(rows(api, Map.of("group_by", "region"))).hasSize(10_000);
            }
        }
        Problems.expect(query(api, Map.of("group_by", "region")), 422, "E1050");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\": []}",
                "{\"items\": [null]}",
                "{\"items\": [{\"name\": \"a\"}]}",
                "{\"items\": [{\"value\": 1}]}",
                "{\"items\": [{\"name\": \"1a\", \"value\": 1}]}",
                "{\"items\": [{\"name\": \"a\", \"value\": 1e400}]}",
                "{\"items\": [{\"name\": \"a\", \"value\": -1.1e300}]}",
                "{\"items\": [{\"name\": \"a\", \"value\": \"NaN\"}]}",
                "{\"items\": [{\"name\": \"a\", \"value\": \"Infinity\"}]}",
                "{\"items\": [{\"name\": \"a\", \"value\": 1, \"time\": \"soon\"}]}",
                "{\"items\": [{\"name\": \"a\", \"value\": 1, \"time\": \"+999999999-01-01T00:00:00Z\"}]}",
                "{\"items\": [{\"name\": \"a\", \"value\": 1, \"labels\": {\"a b\": \"c\"}}]}",
                "{\"items\": [{\"name\": \"a\", \"value\": 1, \"labels\": {\"a\": {}}}]}",
                "{\"items\": [{\"name\": \"a\", \"value\": 1, \"labels\": {\"a\": null}}]}",
                "{\"items\": [{\"name\": \"a\", \"value\": 1, \"labels\": {\"a\": \"\\u0000\"}}]}"
            })
    void refusesPointsThatMeanNothing(String body) {
        Api api = newTenant();
        Problems.expectRefusal(api.post("/api/metrics", body));
        assertThat(api.read("/api/metrics/names").path("items")).isEmpty();
    }

    @Test
    void refusesMoreThanAThousandPointsAndMoreThanSixteenLabels() {
        Api api = newTenant();
        List<Map<String, Object>> points = IntStream.range(0, 1001)
                .mapToObj(i -> Map.<String, Object>of("name", "a", "value", i))
                .toList();
        record(api, points.subList(0, 1000));
        Problems.expect(api.post("/api/metrics", Map.of("items", points)), 422, "E1002");
        Map<String, Object> labels = new HashMap<>();
        IntStream.range(0, 17).forEach(i -> labels.put("l" + i, "v"));
        Problems.expect(
                api.post("/api/metrics", Map.of("items", List.of(Map.of("name", "a", "value", 1, "labels", labels)))),
                422,
                "E1002");
    }

    @Test
    void refusesQueriesThatMeanNothing() {
        Api api = newTenant();
        for (Map<String, ?> asked : List.of(
                Map.of("name", "a b"),
                Map.of("from", "yesterday"),
                Map.of("to", NINE),
                Map.of("from", "-999999999-01-01T00:00:00Z"),
                Map.of("from", "+999999998-01-01T00:00:00Z", "to", "+999999998-01-01T00:01:00Z"),
                Map.of("bucket", "2m"),
                Map.of("aggregate", "median"),
                Map.of("group_by", "a b"),
                Map.of("labels", "region:eu"),
                Map.of("labels", "[]"),
                Map.of("labels", "{\"a\": 1}"),
                Map.of("labels", ""),
                Map.of("labels", "{\"a\": \"\\u0000\"}"))) {
            Problems.expectRefusal(query(api, asked));
        }
        Problems.expectRefusal(api.get("/api/metrics?name=a"));
    }

    @Test
    void recordsOnceWhatIsSentTwiceWithOneKeyAlsoAtOnce() {
        Api api = newTenant();
        Map<String, Object> batch = Map.of("items", List.of(point("latency", NINE, 1, "eu")));
        List<JsonNode> answers = Flux.range(0, 8)
                .flatMap(attempt -> Flux.defer(() -> Flux.just(Api.json(api.post("/api/metrics", batch, "key-1")
                                .expectStatus()
                                .isCreated())))
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();
        assertThat(answers)
                .hasSize(8)
                .allMatch(answer -> answer.path("recorded").asInt() == 1);
        assertThat(rows(api, Map.of("aggregate", "count"))).containsExactly("09:00 1.0");
        Map<String, Object> other = Map.of("items", List.of(point("latency", NINE, 2, "eu")));
        Problems.expect(api.post("/api/metrics", other, "key-1"), 422, "E1016");
    }

    @Test
    void showsNothingToAnotherTenant() {
        withLatencies(newTenant());
        Api stranger = newTenant();
        assertThat(rows(stranger, Map.of())).isEmpty();
        assertThat(stranger.read("/api/metrics/names").path("items")).isEmpty();
    }

    @Test
    void letsAGuestReadAndNotWrite() {
        Api guest = withLatencies(newTenant()).as("l05", Role.GUEST);
        assertThat(rows(guest, Map.of())).isNotEmpty();
        Problems.expect(
                guest.post("/api/metrics", Map.of("items", List.of(Map.of("name", "a", "value", 1)))), 403, "E1012");
    }
}
