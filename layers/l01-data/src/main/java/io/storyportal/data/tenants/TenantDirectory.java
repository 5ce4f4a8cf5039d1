package io.storyportal.data.tenants;

import io.storyportal.data.database.Database;
import io.storyportal.data.database.Statements;
import io.storyportal.data.resources.Filters;
import io.storyportal.data.resources.PageRequest;
import io.storyportal.data.resources.ResourceRoutes;
import io.storyportal.data.resources.Resources;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.page.Cursor;
import io.storyportal.kit.web.page.Page;
import io.storyportal.kit.web.problem.CommonProblem;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tenants. Administrators of the default tenant run the platform: they make tenants and see all. Anybody else sees their
 * own and is told that no other exists.
 */
final class TenantDirectory {

    private static final String ALL = """
            select (to_jsonb(t) - 'tenant_id')::text as row from tenants t
             where id < $1 order by id desc limit $2
            """;

    /** Sorts after every id. */
    private static final UUID LAST = new UUID(-1, -1);

    private final ResourceRoutes<Tenant> tenants;
    private final TenantIds ids;
    private final Database database;
    private final JsonMapper json;

    TenantDirectory(Resources resources, TenantIds ids, Database database, JsonMapper json) {
        this.tenants = resources.routes(Tenants.TYPE);
        this.ids = ids;
        this.database = database;
        this.json = json;
    }

    /** A tenant is recorded in its own log, as the first thing in it. */
    Mono<ResponseEntity<Tenant>> create(CreateTenant body, @Nullable String idempotencyKey, Caller caller) {
        return Mono.defer(() -> {
            requireOperator(caller);
            if (body.id() != null) {
                requireOrdered(body.id());
            }
            return ids.idFor(body.id(), idempotencyKey, caller).flatMap(id -> {
                CreateTenant named = new CreateTenant(id, body.name(), body.status(), body.metadata());
                return tenants.create(named, idempotencyKey, within(id, caller));
            });
        });
    }

    Mono<ResponseEntity<Tenant>> get(UUID id, Caller caller) {
        return Mono.defer(() -> {
            if (!isOperator(caller) && !id.equals(caller.tenant().value())) {
                throw notFound(id);
            }
            return tenants.get(id, within(id, caller));
        });
    }

    Mono<ResponseEntity<Tenant>> update(UUID id, UpdateTenant body, @Nullable String ifMatch, Caller caller) {
        return Mono.defer(() -> {
            requireOperator(caller);
            return tenants.update(id, body, ifMatch, null, within(id, caller));
        });
    }

    Mono<Page<Tenant>> list(PageRequest request, Caller caller) {
        if (!isOperator(caller)) {
            return tenants.list(new Filters(), request, caller);
        }
        UUID after = Objects.requireNonNullElse(request.after(), LAST);
        return database.acrossTenants(connection -> Statements.query(
                                connection,
                                ALL,
                                List.of(after, request.limit() + 1),
                                row -> Objects.requireNonNull(row.get("row", String.class)))
                        .map(row -> json.readValue(row, Tenant.class))
                        .collectList())
                .map(rows -> Page.of(rows, request.limit(), last -> Cursor.of(last.id())));
    }

    private static boolean isOperator(Caller caller) {
        return caller.tenant().equals(TenantId.DEFAULT) && caller.may(Role.ADMIN);
    }

    private static void requireOperator(Caller caller) {
        if (!isOperator(caller)) {
            throw CommonProblem.FORBIDDEN.exception("Only administrators of the default tenant run the platform");
        }
    }

    private static Caller within(UUID tenant, Caller caller) {
        requireOrdered(tenant);
        return new Caller(new TenantId(tenant), caller.principal(), caller.roles(), caller.service());
    }

    /** No tenant has another kind of id. */
    private static void requireOrdered(UUID tenant) {
        if (!Ids.isUuid7(tenant)) {
            throw notFound(tenant);
        }
    }

    private static RuntimeException notFound(UUID id) {
        return CommonProblem.NOT_FOUND.exception("No tenant " + id);
    }
}
