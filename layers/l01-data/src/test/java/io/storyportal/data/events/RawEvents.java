package io.storyportal.data.events;

import io.storyportal.data.Api;
import io.storyportal.kit.web.ids.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Events written past the service, and where the feed ends. */
final class RawEvents {

    private static final String INSERT = "insert into events (tenant_id, position, event_id,"
            + " event_type, aggregate_type, aggregate_id, version, payload, actor, schema_version, created_at, epoch)"
            + " values (?, ?, ?, 'custom.slow', 'custom', ?, 1, '{}', 'test', 1, now(), 1)";

    private RawEvents() {}

    /** The connection must see the tenant's rows. */
    static UUID insert(Connection within, Api tenant, long position) throws SQLException {
        try (PreparedStatement insert = within.prepareStatement(INSERT)) {
            UUID id = Ids.uuid7();
            insert.setObject(1, tenant.tenant().value());
            insert.setLong(2, position);
            insert.setObject(3, id);
            insert.setObject(4, Ids.uuid7());
            insert.execute();
            return id;
        }
    }

    static String endOfFeed(Api api) {
        String cursor = "";
        while (true) {
            JsonNode page = api.read("/api/events/feed?limit=500&after=" + cursor);
            if (page.path("items").isEmpty()) {
                return cursor;
            }
            cursor = page.path("next_cursor").asString();
        }
    }
}
