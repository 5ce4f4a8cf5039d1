package io.storyportal.data.resources;

import io.r2dbc.spi.Connection;
import io.storyportal.data.database.Slice;
import io.storyportal.kit.web.ids.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Reads rows of one resource within the caller's transaction: all by their ids, some at a time, or certain ones. */
public final class ResourceScan {

    private static final int AT_ONCE = 500;

    private ResourceScan() {}

    /** The next rows as JSON, without what is sealed; {@code after} null begins. */
    public static Mono<Slice<String>> next(
            Connection connection, ResourceType<?> type, TenantId tenant, Filters filters, @Nullable UUID after) {
        List<Object> values = new ArrayList<>(List.of(tenant.value()));
        StringBuilder sql = new StringBuilder(
                "select %s as row from %s t where tenant_id = $1".formatted(RowProjection.rowSql(type), type.table()));
        filters.appendTo(sql, values);
        if (after != null) {
            values.add(after);
            sql.append(" and id > $").append(values.size());
        }
        values.add(AT_ONCE + 1);
        sql.append(" order by id limit $").append(values.size());
        return Slice.read(
                connection,
                sql.toString(),
                values,
                AT_ONCE,
                Slice.byText("row"),
                row -> Objects.requireNonNull(row.get("row", String.class)));
    }

    /** Those with these ids, in the order of the ids; the last may be missing where they are heavy. */
    public static Mono<Slice<String>> these(
            Connection connection, ResourceType<?> type, TenantId tenant, List<UUID> ids) {
        String sql = "select %s as row from %s t where tenant_id = $1 and id = any($2) order by array_position($2, id)"
                .formatted(RowProjection.rowSql(type), type.table());
        return Slice.read(
                connection,
                sql,
                List.of(tenant.value(), ids.toArray(UUID[]::new)),
                ids.size(),
                Slice.byText("row"),
                row -> Objects.requireNonNull(row.get("row", String.class)));
    }
}
