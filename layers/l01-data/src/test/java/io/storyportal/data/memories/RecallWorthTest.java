package io.storyportal.data.memories;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Scene;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.data.memories.RecallWeights.Shares;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** That PostgreSQL leaves out no memory that Java finds worth so much. */
class RecallWorthTest extends Scene {

    private static final String MEMORIES = """
            insert into memories (tenant_id, id, version, created_at, updated_at, kind, content, importance, tags, metadata)
            select current_setting('app.tenant')::uuid, gen_random_uuid(), 1,
                   now() + interval '1 day' - interval '3 years' * power(random(), 4), now(), 'k', 'c', random(), '{}', '{}'
              from generate_series(1, 500)
            """;

    private final TenantId tenant = new TenantId(Ids.uuid7());

    @Autowired
    private Database database;

    @BeforeEach
    void remember() throws SQLException {
        database.migrated().block();
        try (Connection connection = within(tenant)) {
            connection.createStatement().execute(MEMORIES);
        }
    }

    private record Made(UUID id, Instant createdAt, BigDecimal importance) {}

    private List<Made> memories(String sql, List<Object> values) {
        return database.reading(tenant, connection -> Statements.query(
                                connection,
                                sql,
                                values,
                                row -> new Made(
                                        Objects.requireNonNull(row.get("id", UUID.class)),
                                        Objects.requireNonNull(row.get("created_at", Instant.class)),
                                        Objects.requireNonNull(row.get("importance", BigDecimal.class))))
                        .collectList())
                .block();
    }

    @ParameterizedTest
    @CsvSource({"0.7,0.15,0.15,168", "0,1,0,168", "0,0,1,168", "0.2,0.6,0.2,0.001", "0.5,0.5,0,100000"})
    void findsAllThatIsWorthSoMuch(double similarity, double recency, double importance, double halfLifeHours) {
        RecallScore score = new RecallScore(new Shares(similarity, recency, importance), halfLifeHours, Instant.now());
        String sql = "select t.id, t.created_at, t.importance from memories t where t.tenant_id = $1";
        List<Object> mine = List.of(tenant.value());
        Map<UUID, Double> bonuses = memories(sql, mine).stream()
                .collect(Collectors.toMap(
                        Made::id,
                        made -> score.bonus(made.createdAt(), made.importance().doubleValue())));
        assertThat(bonuses).hasSize(500);
        for (double least : new double[] {-1, 0, 0.01, 0.1, 0.15, 0.2, 0.29, 0.7, 1, 2}) {
            StringBuilder narrowed = new StringBuilder(sql);
            List<Object> values = new ArrayList<>(mine);
            score.worth(least).appendTo(narrowed, values);
            Map<UUID, Made> found = memories(narrowed.toString(), values).stream()
                    .collect(Collectors.toMap(Made::id, Function.identity()));
            bonuses.forEach((id, bonus) -> {
                if (bonus >= least) {
                    assertThat(found).containsKey(id);
                } else if (bonus < least - 0.001) {
                    assertThat(found).doesNotContainKey(id);
                }
            });
        }
    }
}
