package io.storyportal.data.tenants;

import io.storyportal.data.resources.Filters;
import io.storyportal.data.resources.PageRequest;
import io.storyportal.data.resources.ResourceRoutes;
import io.storyportal.data.resources.Resources;
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
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** HTTP for API keys; administrators of a tenant make and revoke them, the door recognises them. */
@RestController
@RequestMapping("/api/api-keys")
final class ApiKeyController {

    private final ResourceRoutes<ApiKey> keys;
    private final ApiKeyIssuer issuer;
    private final ApiKeyResolver resolver;

    ApiKeyController(Resources resources, ApiKeyIssuer issuer, ApiKeyResolver resolver) {
        this.keys = resources.routes(ApiKeys.TYPE);
        this.issuer = issuer;
        this.resolver = resolver;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<CreatedApiKey> createApiKey(
            @Valid @RequestBody CreateApiKey body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        caller.require(Role.ADMIN);
        return issuer.issue(body, idempotencyKey, caller);
    }

    @PostMapping("/resolve")
    Mono<ResolvedApiKey> resolveApiKey(@Valid @RequestBody ResolveApiKey body, Caller caller) {
        return resolver.resolve(body.key(), caller);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<ApiKey>> getApiKey(@PathVariable UUID id, Caller caller) {
        caller.require(Role.ADMIN);
        return keys.get(id, caller);
    }

    @GetMapping
    Mono<Page<ApiKey>> listApiKeys(
            @RequestParam(required = false) @Nullable @Size(max = 255) String principal,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            Caller caller) {
        caller.require(Role.ADMIN);
        return keys.list(new Filters().equal("principal", principal), PageRequest.of(limit, cursor, null), caller);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<ResponseEntity<Void>> revokeApiKey(@PathVariable UUID id, Caller caller) {
        caller.require(Role.ADMIN);
        return keys.delete(id, null, caller);
    }
}
