package io.storyportal.kit.testing;

import io.storyportal.kit.data.postgres.DatabaseUrl;
import io.storyportal.kit.servers.EmbeddedPostgres;
import io.storyportal.kit.servers.EmbeddedRedis;
import io.storyportal.kit.servers.ServerOptions;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The PostgreSQL and Redis of this JVM's tests: those of {@code DATABASE_URL} and {@code REDIS_URL} when set, else
 * containers with the Maven profile {@code containers}, else embedded ones. What starts does so at first use and ends
 * with the JVM. Each caller gets a database of its own.
 */
public final class RealServers {

    private static final boolean IN_CONTAINERS = "containers".equals(System.getProperty("portal.test.servers"));
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private RealServers() {}

    /** URL of a fresh, empty database. */
    public static String newDatabase(String name) {
        String database = (name + "_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]", "_");
        DatabaseUrl server = DatabaseUrl.parse(Postgres.URL);
        try (Connection connection = DriverManager.getConnection(server.jdbc(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create a test database on " + server, e);
        }
        URI uri = URI.create(Postgres.URL);
        return "postgres://" + uri.getRawUserInfo() + "@" + uri.getHost() + ":" + uri.getPort() + "/" + database;
    }

    public static String redisUrl() {
        return Redis.URL;
    }

    private static final class Postgres {
        static final String URL =
                Optional.ofNullable(System.getenv("DATABASE_URL")).orElseGet(Postgres::start);

        private static String start() {
            if (IN_CONTAINERS) {
                return ContainerServers.startPostgres();
            }
            EmbeddedPostgres server =
                    EmbeddedPostgres.start(TestFolders.temporary("postgres"), 0, ServerOptions.throwAway());
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server.url();
        }
    }

    private static final class Redis {
        static final String URL =
                Optional.ofNullable(System.getenv("REDIS_URL")).orElseGet(Redis::start);

        private static String start() {
            if (IN_CONTAINERS) {
                return ContainerServers.startRedis();
            }
            EmbeddedRedis server = EmbeddedRedis.start(TestFolders.temporary("redis"), 0, ServerOptions.throwAway());
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server.url();
        }
    }
}
