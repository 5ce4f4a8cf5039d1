package io.storyportal.data.retention;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Slice;
import io.storyportal.data.database.Statements;
import io.storyportal.data.events.EventRows;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.kit.web.work.PeriodicWork;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Once an hour, for each rule, some hundred events at a time: payloads are written to a file, then taken out of the log in a
 * transaction that leaves snapshots to rebuild from. Several instances may do this at once; what one has taken, another
 * leaves. Cut off in between, it leaves a file too many and nothing else.
 */
public final class Retention extends PeriodicWork {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final int AT_ONCE = 500;

    private static final String RULES =
            "select tenant_id, key, version, value::text as value from config where namespace = '"
                    + RetentionRule.NAMESPACE + "' order by tenant_id, key";

    /** An event without hashes, from before there were any, would lose its only proof. */
    private static final String OLD = """
            select %s, encode(payload_hash, 'hex') as payload_hash, encode(hash, 'hex') as hash from events
             where tenant_id = $1 and created_at < $2 and event_type like any($3) and aggregate_type <> all($4)
               and position > (select coalesce(max(last_position), 0) from event_archives
                                where tenant_id = $1 and rule = $5)
               and archive is null and payload <> '{}' and hash is not null and payload_hash is not null
             order by position limit $6
            """.formatted(EventRows.COLUMNS);

    private final Database database;
    private final ArchiveFolder folder;
    private final PayloadRemoval removal;
    private final JsonMapper json;
    private final Clock clock;

    Retention(Database database, ArchiveFolder folder, PayloadRemoval removal, JsonMapper json, Clock clock) {
        super("Retention", EVERY);
        this.database = database;
        this.folder = folder;
        this.removal = removal;
        this.json = json;
        this.clock = clock;
    }

    /** A rule that cannot be carried out does not keep the others from it. */
    @Override
    protected Mono<Long> round() {
        return rules().concatMap(rule -> apply(rule).onErrorResume(failure -> {
                    log.warn("Retention rule {} of tenant {} waits", rule.name(), rule.tenant(), failure);
                    return Mono.just(0L);
                }))
                .reduce(0L, Long::sum);
    }

    private Flux<RetentionRule> rules() {
        return database.acrossTenants(connection -> Statements.query(connection, RULES, List.of(), this::rule)
                        .collectList())
                .flatMapIterable(rules -> rules)
                .concatMap(Mono::justOrEmpty);
    }

    /** Nothing for a setting that was put past the check, by a batch of commands. */
    private Optional<RetentionRule> rule(Readable row) {
        TenantId tenant = new TenantId(Objects.requireNonNull(row.get("tenant_id", UUID.class)));
        String key = Objects.requireNonNull(row.get("key", String.class));
        try {
            Object value = json.readValue(row.get("value", String.class), Object.class);
            RetentionRule.requireValid(RetentionRule.NAMESPACE, value);
            long version = Objects.requireNonNull(row.get("version", Long.class));
            return Optional.of(RetentionRule.of(tenant, key, version, (Map<?, ?>) value));
        } catch (ProblemException refused) {
            log.warn("The setting {} of tenant {} is no retention rule: {}", key, tenant, refused.getMessage());
            return Optional.empty();
        }
    }

    /** The number of payloads that went. */
    public Mono<Long> apply(RetentionRule rule) {
        return some(rule)
                .expand(taken -> taken.more() ? some(rule) : Mono.empty())
                .map(taken -> (long) taken.rows().size())
                .reduce(0L, Long::sum);
    }

    private Mono<Slice<OldEvent>> some(RetentionRule rule) {
        return database.readingLog(rule.tenant(), connection -> old(connection, rule))
                .filter(slice -> !slice.rows().isEmpty())
                .flatMap(slice -> take(rule, slice.rows()).thenReturn(slice));
    }

    private Mono<Slice<OldEvent>> old(Connection connection, RetentionRule rule) {
        List<Object> values = List.of(
                rule.tenant().value(),
                clock.instant().minus(rule.after()),
                rule.likes(),
                RetentionRule.PERMANENT.toArray(String[]::new),
                rule.name(),
                AT_ONCE + 1);
        return Slice.read(connection, OLD, values, AT_ONCE, Slice.byText("payload"), row -> OldEvent.of(row, json));
    }

    private Mono<Void> take(RetentionRule rule, List<OldEvent> events) {
        long first = events.getFirst().position();
        long last = events.getLast().position();
        List<String> lines = events.stream().map(OldEvent::line).toList();
        return folder.write(rule.tenant(), first, last, lines).flatMap(file -> removal.carryOut(rule, events, file)
                .onErrorResume(failure -> folder.discard(file).then(Mono.error(failure))));
    }
}
