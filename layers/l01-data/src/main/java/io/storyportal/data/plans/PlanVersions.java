package io.storyportal.data.plans;

import io.r2dbc.spi.Connection;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Slice;
import io.storyportal.data.database.Statements;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.page.Cursor;
import io.storyportal.kit.web.page.Page;
import io.storyportal.kit.web.problem.CommonProblem;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Folds a plan's events into its versions, from the first; a page begins with what the pages before it came to. */
final class PlanVersions {

    /** The last that was told of each field, as one event that would have told it all. */
    private static final String BEFORE = """
            select 'plan.updated' as event_type, max(version) as version, max(created_at) as created_at,
                   coalesce(jsonb_object_agg(field, value), '{}')::text as payload
              from unnest($4::text[]) as told (field)
             cross join lateral (
                select version, created_at, payload -> told.field as value from events
                 where tenant_id = $1 and aggregate_type = 'plan' and aggregate_id = $2 and version <= $3
                   and jsonb_exists(payload, told.field)
                 order by version desc limit 1) as last
            having count(*) > 0
            """;

    private static final String CHANGES = """
            select version, event_type, actor, created_at, (
                   select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(payload)
                    where key = any($5))::text as payload
              from events
             where tenant_id = $1 and aggregate_type = 'plan' and aggregate_id = $2 and version > $3
             order by version limit $4
            """;

    private static final String[] FIELDS = PlanFold.FIELDS.toArray(String[]::new);

    private final Database database;
    private final JsonMapper json;

    PlanVersions(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** {@code after} is the last version of the page before; 0 for none. */
    Mono<Page<PlanVersion>> page(UUID plan, long after, int limit, Caller caller) {
        return database.readingLog(caller.tenant(), connection -> before(connection, plan, after, caller)
                        .flatMap(fold -> Slice.read(
                                connection,
                                CHANGES,
                                List.of(caller.tenant().value(), plan, after, limit + 1, FIELDS),
                                limit,
                                fold::take,
                                fold::version)))
                .filter(slice -> after > 0 || !slice.rows().isEmpty())
                .switchIfEmpty(Mono.error(() -> CommonProblem.NOT_FOUND.exception("No plan " + plan)))
                .map(slice -> slice.page(version -> Cursor.of(version.version())));
    }

    private Mono<PlanFold> before(Connection connection, UUID plan, long after, Caller caller) {
        return Mono.defer(() -> {
            PlanFold fold = new PlanFold(plan, json);
            List<Object> values = List.of(caller.tenant().value(), plan, after, FIELDS);
            return after == 0
                    ? Mono.just(fold)
                    : Statements.query(connection, BEFORE, values, fold::take).then(Mono.just(fold));
        });
    }
}
