package io.storyportal.data.usage;

import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.data.resources.Filters;
import io.storyportal.kit.web.caller.Caller;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Adds model usage up, in the database. */
final class UsageStatistics {

    private static final String SUMS = "count(*) as calls, coalesce(sum(input_tokens), 0)::bigint as input_tokens,"
            + " coalesce(sum(output_tokens), 0)::bigint as output_tokens,"
            + " coalesce(sum(cost_estimate), 0) as cost_estimate, round(avg(latency_ms), 1) as average_latency_ms";

    private final Database database;

    UsageStatistics(Database database) {
        this.database = database;
    }

    Mono<UsageStats> of(Set<UsageGroups> groups, Filters filters, Caller caller) {
        List<Object> values = new ArrayList<>(List.of(caller.tenant().value()));
        StringBuilder where = new StringBuilder(" from model_usage where tenant_id = $1");
        filters.appendTo(where, values);
        String keys = groups.stream()
                .map(group -> group.sql() + " as " + group.field() + ", ")
                .collect(Collectors.joining());
        String places = groups.stream().map(group -> group.sql()).collect(Collectors.joining(", "));
        String grouped =
                "select " + keys + SUMS + where + " group by " + places + " order by cost_estimate desc limit 500";
        return database.reading(caller.tenant(), connection -> Statements.query(
                        connection,
                        "select " + SUMS + where,
                        values,
                        row -> total(row, EnumSet.noneOf(UsageGroups.class)))
                .single()
                .flatMap(total -> Statements.query(connection, grouped, values, row -> total(row, groups))
                        .collectList()
                        .map(each -> new UsageStats(total, each))));
    }

    private static UsageTotal total(Readable row, Set<UsageGroups> groups) {
        return new UsageTotal(
                groups.contains(UsageGroups.PROVIDER) ? row.get("model_provider", String.class) : null,
                groups.contains(UsageGroups.MODEL) ? row.get("model_name", String.class) : null,
                groups.contains(UsageGroups.AGENT) ? row.get("agent_id", UUID.class) : null,
                groups.contains(UsageGroups.DAY) ? row.get("day", String.class) : null,
                Objects.requireNonNull(row.get("calls", Long.class)),
                Objects.requireNonNull(row.get("input_tokens", Long.class)),
                Objects.requireNonNull(row.get("output_tokens", Long.class)),
                Objects.requireNonNull(row.get("cost_estimate", BigDecimal.class)),
                row.get("average_latency_ms", BigDecimal.class));
    }
}
