package io.storyportal.data.tenants;

import io.storyportal.data.resources.PageRequest;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.page.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** HTTP for tenants: administrators of the default tenant run the platform and see all, others see their own. */
@RestController
@RequestMapping("/api/tenants")
final class TenantController {

    private final TenantDirectory tenants;

    TenantController(TenantDirectory tenants) {
        this.tenants = tenants;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Tenant>> createTenant(
            @Valid @RequestBody CreateTenant body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        caller.require(Role.ADMIN);
        return tenants.create(body, idempotencyKey, caller);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Tenant>> getTenant(@PathVariable UUID id, Caller caller) {
        return tenants.get(id, caller);
    }

    @GetMapping
    Mono<Page<Tenant>> listTenants(
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            Caller caller) {
        return tenants.list(PageRequest.of(limit, cursor, null), caller);
    }

    @PatchMapping("/{id}")
    Mono<ResponseEntity<Tenant>> updateTenant(
            @PathVariable UUID id,
            @Valid @RequestBody UpdateTenant body,
            @RequestHeader(name = "If-Match", required = false) @Nullable @Size(max = 50) String ifMatch,
            Caller caller) {
        caller.require(Role.ADMIN);
        return tenants.update(id, body, ifMatch, caller);
    }
}
