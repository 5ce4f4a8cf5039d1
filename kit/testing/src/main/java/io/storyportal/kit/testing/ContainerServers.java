package io.storyportal.kit.testing;

import io.storyportal.kit.data.postgres.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * The servers of the Maven profile {@code containers}, from the images that the fleet in containers uses. The only class
 * that knows Testcontainers, which is on the class path with that profile alone.
 */
final class ContainerServers {

    static final String POSTGRES_IMAGE = System.getProperty("portal.test.postgres.image", "pgvector/pgvector:pg17");
    static final String REDIS_IMAGE = System.getProperty("portal.test.redis.image", "redis:7-alpine");

    private static final int POSTGRES_PORT = 5432;
    private static final int REDIS_PORT = 6379;
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private static final String VECTOR_IF_THERE = """
            do $$ begin
                if exists (select from pg_available_extensions where name = 'vector') then
                    create extension vector;
                end if;
            end $$
            """;

    private ContainerServers() {}

    /** URL of a running PostgreSQL, for a role that may make roles and databases and is no superuser. */
    static String startPostgres() {
        String password = UUID.randomUUID().toString();
        GenericContainer<?> server = container(POSTGRES_IMAGE, POSTGRES_PORT)
                .withEnv("POSTGRES_PASSWORD", password)
                .withEnv("POSTGRES_INITDB_ARGS", "--encoding=UTF8 --locale=C.UTF-8")
                .withCommand(
                        "postgres",
                        "-cfsync=off",
                        "-csynchronous_commit=off",
                        "-cfull_page_writes=off",
                        "-cmax_connections=120")
                // Over TCP: the image's first start prepares the data folder with a server on its socket alone.
                .waitingFor(succeeding("pg_isready -h 127.0.0.1 -U postgres -d postgres"));
        server.start();
        endWithThisJvm(server);
        DatabaseUrl superuser = new DatabaseUrl(
                server.getHost(), server.getMappedPort(POSTGRES_PORT), "template1", "postgres", password);
        createPortal(superuser);
        return "postgres://portal:" + password + "@" + superuser.host() + ":" + superuser.port() + "/portal";
    }

    static String startRedis() {
        String password = UUID.randomUUID().toString();
        GenericContainer<?> server = container(REDIS_IMAGE, REDIS_PORT)
                .withEnv("REDISCLI_AUTH", password)
                .withCommand(
                        "redis-server",
                        "--requirepass",
                        password,
                        "--save",
                        "",
                        "--maxmemory",
                        "256mb",
                        "--maxmemory-policy",
                        "noeviction")
                .waitingFor(succeeding("redis-cli ping | grep -q PONG"));
        server.start();
        endWithThisJvm(server);
        return "redis://:" + password + "@" + server.getHost() + ":" + server.getMappedPort(REDIS_PORT);
    }

    private static GenericContainer<?> container(String image, int port) {
        return new GenericContainer<>(DockerImageName.parse(image)).withExposedPorts(port);
    }

    private static WaitStrategy succeeding(String command) {
        return Wait.forSuccessfulCommand(command).withStartupTimeout(START_LIMIT);
    }

    /**
     * The same rights as those of the embedded server's role: a superuser would pass every row-level policy. Only a superuser may
     * install pgvector; where the image has it, so has every database that a test makes.
     */
    private static void createPortal(DatabaseUrl superuser) {
        try (Connection connection =
                        DriverManager.getConnection(superuser.jdbc(), superuser.user(), superuser.password());
                Statement statement = connection.createStatement()) {
            statement.execute(VECTOR_IF_THERE);
            statement.execute("create role portal login createrole createdb password '" + superuser.password() + "'");
            statement.execute("create database portal owner portal");
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create the tests' role on " + superuser, e);
        }
    }

    /** Testcontainers' own cleaner does so too where it may run; where it is switched off this is all there is. */
    private static void endWithThisJvm(GenericContainer<?> server) {
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
    }
}
