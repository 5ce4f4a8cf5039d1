package io.storyportal.kit.data.postgres;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes connections and pools of them; nothing connects before the first use. */
public final class Pools {

    private Pools() {}

    /** A pool of sessions as {@link #factory} makes them. */
    public static ConnectionPool of(DatabaseUrl url, String schema, @Nullable String role, int size) {
        return of(url, schema, role, size, Map.of());
    }

    /** With further settings of each session, in PostgreSQL's words. */
    public static ConnectionPool of(
            DatabaseUrl url, String schema, @Nullable String role, int size, Map<String, String> settings) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(factory(url, schema, role, settings))
                .initialSize(0)
                .maxSize(size)
                .maxIdleTime(Duration.ofMinutes(5))
                .maxAcquireTime(Duration.ofSeconds(5))
                .maxCreateConnectionTime(Duration.ofSeconds(4))
                .acquireRetry(2)
                .build());
    }

    /**
     * Sessions that see {@code schema} first and act as {@code role} (as the connecting user when null). A
     * statement may take 30 s, an open transaction may idle 10 s: a forgotten one would hold back every reader of the feed.
     */
    public static PostgresqlConnectionFactory factory(DatabaseUrl url, String schema, @Nullable String role) {
        return factory(url, schema, role, Map.of());
    }

    private static PostgresqlConnectionFactory factory(
            DatabaseUrl url, String schema, @Nullable String role, Map<String, String> settings) {
        Map<String, String> session = new LinkedHashMap<>(settings);
        session.put("search_path", schema + ",public");
        session.put("statement_timeout", "30s");
        session.put("idle_in_transaction_session_timeout", "10s");
        session.put("timezone", "UTC");
        if (role != null) {
            session.put("role", role);
        }
        return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(url.host())
                .port(url.port())
                .database(url.database())
                .username(url.user())
                .password(url.password())
                .applicationName("portal-" + schema)
                .connectTimeout(Duration.ofSeconds(3))
                .tcpKeepAlive(true)
                .tcpNoDelay(true)
                .options(session)
                .build());
    }
}
