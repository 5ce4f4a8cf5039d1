package io.storyportal.data;

import io.storyportal.kit.data.postgres.DatabaseUrl;
import io.storyportal.kit.testing.LayerTest;
import io.storyportal.kit.web.ids.TenantId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A running L01 with its database; tests of all classes share it and each makes tenants of its own. */
@Tag("l01")
@LayerTest
public abstract class Scene {

    @LocalServerPort
    private int port;

    @Autowired
    private DatabaseUrl url;

    @DynamicPropertySource
    static void playL04(DynamicPropertyRegistry registry) {
        registry.add("portal.urls.l04", PlayedL04::url);
    }

    protected int port() {
        return port;
    }

    protected Api newTenant() {
        return Api.ofNewTenant(port, "l05");
    }

    /** A connection past the service, as the owner of the tables. */
    protected Connection owner() throws SQLException {
        Connection connection = DriverManager.getConnection(url.jdbc(), url.user(), url.password());
        connection.setSchema("l01");
        return connection;
    }

    /** A connection past the service that sees one tenant's rows. */
    protected Connection within(TenantId tenant) throws SQLException {
        Connection connection = owner();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set role portal_l01_app");
            statement.execute("select set_config('app.tenant', '" + tenant + "', false)");
        }
        return connection;
    }
}
