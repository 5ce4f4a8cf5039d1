package io.storyportal.data.resources;

import io.storyportal.data.database.Database;
import io.storyportal.data.database.Slice;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.page.Cursor;
import io.storyportal.kit.web.page.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads rows of one resource, each by one statement in one transaction. */
final class ResourceReads<R extends ResourceView> {

    private final ResourceType<R> type;
    private final Database database;
    private final JsonMapper json;
    private final String one;

    ResourceReads(ResourceType<R> type, Database database, JsonMapper json) {
        this.type = type;
        this.database = database;
        this.json = json;
        this.one = "select %s as row from %s t where tenant_id = $1 and id = $2"
                .formatted(RowProjection.rowSql(type), type.table());
    }

    /** Empty when the tenant has no such row. */
    Mono<R> one(TenantId tenant, UUID id) {
        return database.rows(tenant, one, List.of(tenant.value(), id), row -> text(row.get("row", String.class)))
                .singleOrEmpty()
                .map(text -> json.readValue(text, type.view()));
    }

    Mono<Page<R>> page(Filters filters, PageRequest request, Caller caller) {
        List<Object> values = new ArrayList<>(List.of(caller.tenant().value()));
        StringBuilder sql = new StringBuilder(
                "select %s as row from %s t where tenant_id = $1".formatted(RowProjection.rowSql(type), type.table()));
        filters.appendTo(sql, values);
        request.appendTo(sql, values);
        return database.reading(
                        caller.tenant(),
                        connection -> Slice.read(
                                connection,
                                sql.toString(),
                                values,
                                request.limit(),
                                Slice.byText("row"),
                                row -> text(row.get("row", String.class))))
                .map(this::page);
    }

    private Page<R> page(Slice<String> slice) {
        List<R> views = slice.rows().stream()
                .map(row -> json.readValue(row, type.view()))
                .toList();
        return new Slice<>(views, slice.more()).page(view -> Cursor.of(view.id()));
    }

    private static String text(@Nullable String row) {
        return Objects.requireNonNull(row);
    }
}
