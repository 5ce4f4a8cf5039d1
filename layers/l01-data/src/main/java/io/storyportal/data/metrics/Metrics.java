package io.storyportal.data.metrics;

import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.data.resources.KeptAnswers;
import io.storyportal.data.resources.StorableJson;
import io.storyportal.data.resources.Submissions.Once;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.page.Cursor;
import io.storyportal.kit.web.page.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Records measurements and adds them up, each by one statement. */
final class Metrics {

    private static final String RECORD = """
            insert into metric_points (tenant_id, name, at, value, labels)
            select $1, p.name, p.time, p.value, p.labels
              from jsonb_to_recordset($2::jsonb) as p (name text, time timestamptz, value float8, labels jsonb)
            """;

    /** From name to name by the key, however many points each has. */
    private static final String NAMES = """
            with recursive names as (
                (select name from metric_points where tenant_id = $1 and name > $2 order by name limit 1)
                union all
                select (select name from metric_points p where p.tenant_id = $1 and p.name > n.name
                         order by p.name limit 1)
                  from names n where n.name is not null)
            select name from names where name is not null limit $3
            """;

    private final Database database;
    private final KeptAnswers answers;
    private final JsonMapper json;
    private final Clock clock;

    Metrics(Database database, KeptAnswers answers, JsonMapper json, Clock clock) {
        this.database = database;
        this.answers = answers;
        this.json = json;
        this.clock = clock;
    }

    /** All points or none; with a key, the retry of a batch that was recorded records nothing. */
    Mono<RecordedMetrics> record(MetricBatch batch, @Nullable String idempotencyKey, Caller caller) {
        return Mono.defer(() -> {
            caller.require(Role.DEVELOPER);
            ArrayNode points = points(batch);
            StorableJson.weigh(points);
            List<Object> values = List.of(caller.tenant().value(), json.writeValueAsString(points));
            Once once = new Once("POST metrics", idempotencyKey, batch);
            return database.writing(
                    caller.tenant(),
                    connection -> answers.once(
                            connection,
                            once,
                            caller,
                            RecordedMetrics.class,
                            Statements.update(connection, RECORD, values)
                                    .map(recorded -> new RecordedMetrics(recorded.intValue()))));
        });
    }

    private ArrayNode points(MetricBatch batch) {
        ArrayNode points = json.createArrayNode();
        Instant now = clock.instant();
        for (MetricPoint point : batch.items()) {
            points.addObject()
                    .put("name", point.name())
                    .put("time", Objects.requireNonNullElse(point.time(), now).toString())
                    .put("value", point.value())
                    .set("labels", json.valueToTree(Objects.requireNonNullElse(point.labels(), Map.of())));
        }
        return points;
    }

    Mono<MetricBuckets> query(MetricQuery query, Caller caller) {
        MetricQuery.Statement statement = query.statement(caller.tenant().value());
        return database.rows(caller.tenant(), statement.sql(), statement.values(), Metrics::bucket)
                .collectList()
                .map(query::checked);
    }

    Mono<Page<String>> names(int limit, @Nullable String cursor, Caller caller) {
        String after = cursor == null ? "" : Cursor.parse(cursor, 1).keys().getFirst();
        List<Object> values = List.of(caller.tenant().value(), after, limit + 1);
        return database.rows(
                        caller.tenant(), NAMES, values, row -> Objects.requireNonNull(row.get("name", String.class)))
                .collectList()
                .map(names -> Page.of(names, limit, Cursor::of));
    }

    private static MetricBucket bucket(Readable row) {
        return new MetricBucket(
                Objects.requireNonNull(row.get("start", Instant.class)),
                row.get("label", String.class),
                Objects.requireNonNull(row.get("value", Double.class)));
    }
}
