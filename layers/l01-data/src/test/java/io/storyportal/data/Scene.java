package io.storyportal.data;

import io.storyportal.kit.data.postgres.DatabaseUrl;
import io.storyportal.kit.testing.LayerTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A running L01 with its database; tests of all classes share it and each makes tenants of its own. */
@Tag("l01")
@LayerTest
public abstract class Scene {

    @LocalServerPort
    private int port;

    @Autowired
    private DatabaseUrl url;

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
}
