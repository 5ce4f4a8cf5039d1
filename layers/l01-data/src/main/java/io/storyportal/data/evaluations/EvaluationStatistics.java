package io.storyportal.data.evaluations;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.data.resources.Filters;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.problem.CommonProblem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Sums scores up, in the database: each type's sums by one scan, its latest score from the end of an index. */
final class EvaluationStatistics {

    private static final String SUMMARIES = """
            select g.*, l.latest, l.latest_at
              from (select evaluation_type, count(*) as count, round(avg(score), 4) as average, min(score) as min,
                           max(score) as max
                      from evaluations where %1$s group by evaluation_type order by evaluation_type limit 500) g
             cross join lateral (
                    select score as latest, created_at as latest_at from evaluations e
                     where %1$s and e.evaluation_type = g.evaluation_type order by created_at desc, id desc limit 1) l
             order by evaluation_type
            """;

    private static final String KNOWN =
            "select from aggregate_heads" + " where tenant_id = $1 and aggregate_type = 'agent' and aggregate_id = $2";

    private final Database database;

    EvaluationStatistics(Database database) {
        this.database = database;
    }

    Mono<EvaluationStats> of(UUID agent, Filters filters, Caller caller) {
        List<Object> values = new ArrayList<>(List.of(caller.tenant().value(), agent));
        StringBuilder where = new StringBuilder("tenant_id = $1 and agent_id = $2");
        filters.appendTo(where, values);
        String sql = SUMMARIES.formatted(where);
        return database.reading(caller.tenant(), connection -> Statements.query(
                                connection, sql, values, EvaluationStatistics::summary)
                        .collectList()
                        .filterWhen(types -> types.isEmpty() ? isKnown(connection, agent, caller) : Mono.just(true)))
                .map(types -> new EvaluationStats(agent, types))
                .switchIfEmpty(Mono.error(() -> CommonProblem.NOT_FOUND.exception("No agent " + agent)));
    }

    /** Also one that was deleted. */
    private static Mono<Boolean> isKnown(Connection connection, UUID agent, Caller caller) {
        return Statements.query(connection, KNOWN, List.of(caller.tenant().value(), agent), row -> true)
                .hasElements();
    }

    private static ScoreSummary summary(Readable row) {
        return new ScoreSummary(
                required(row, "evaluation_type", String.class),
                required(row, "count", Long.class),
                required(row, "average", BigDecimal.class),
                required(row, "min", BigDecimal.class),
                required(row, "max", BigDecimal.class),
                required(row, "latest", BigDecimal.class),
                required(row, "latest_at", Instant.class));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
