package io.storyportal.data.tenants;

import io.storyportal.data.resources.Commands;
import io.storyportal.data.resources.Digests;
import io.storyportal.data.resources.Submissions;
import io.storyportal.data.resources.Submissions.Once;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.problem.CommonProblem;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes API keys: 256 random bits, shown once. With that much entropy a plain SHA-256 is as good as a slow hash, and lets
 * the door recognise a key by one look-up.
 */
final class ApiKeyIssuer {

    private static final String MARK = "sp_";
    private static final int RANDOM_BYTES = 32;
    private static final int PREFIX_LENGTH = MARK.length() + 8;

    private final Commands commands;
    private final Submissions submissions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ApiKeyIssuer(Commands commands, Submissions submissions, Clock clock) {
        this.commands = commands;
        this.submissions = submissions;
        this.clock = clock;
    }

    Mono<CreatedApiKey> issue(CreateApiKey wanted, Caller caller) {
        return Mono.defer(() -> {
            if (wanted.expiresAt() != null && wanted.expiresAt().isBefore(clock.instant())) {
                throw CommonProblem.INVALID.exception("'expires_at' is in the past");
            }
            Tier tier = Objects.requireNonNullElse(wanted.tier(), Tier.STANDARD);
            String key = newKey();
            String prefix = key.substring(0, PREFIX_LENGTH);
            ObjectNode sealed = JsonNodeFactory.instance.objectNode().put("key_hash", Digests.of(key));
            Once once = new Once("POST api-keys", null, wanted);
            return submissions
                    .submit(
                            List.of(commands.create(ApiKeys.TYPE, null, facts(wanted, tier, prefix), sealed)),
                            once,
                            caller)
                    .map(recorded -> shown(recorded.getFirst().aggregateId(), key, prefix, wanted, tier, caller));
        });
    }

    private String newKey() {
        byte[] secret = new byte[RANDOM_BYTES];
        random.nextBytes(secret);
        return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    private static Map<String, Object> facts(CreateApiKey wanted, Tier tier, String prefix) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", wanted.name());
        facts.put("principal", wanted.principal());
        facts.put("roles", wanted.roles());
        facts.put("tier", tier);
        facts.put("prefix", prefix);
        if (wanted.expiresAt() != null) {
            facts.put("expires_at", wanted.expiresAt());
        }
        return facts;
    }

    private static CreatedApiKey shown(
            UUID id, String key, String prefix, CreateApiKey wanted, Tier tier, Caller caller) {
        return new CreatedApiKey(
                id,
                key,
                prefix,
                wanted.name(),
                wanted.principal(),
                wanted.roles(),
                tier,
                caller.tenant().value(),
                wanted.expiresAt());
    }
}
