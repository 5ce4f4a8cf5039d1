package io.storyportal.data.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("l01")
class ApiKeySecretsTest {

    private final ApiKeySecrets secrets = of("a secret");
    private final UUID id = Ids.uuid7();

    private static ApiKeySecrets of(String secret) {
        return new ApiKeySecrets(() -> secret.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void worksOutTheSameKeyAfterARestart() {
        assertThat(of("a secret").of(TenantId.DEFAULT, id))
                .isEqualTo(secrets.of(TenantId.DEFAULT, id))
                .matches("sp_[A-Za-z0-9_-]{43}");
    }

    @Test
    void worksOutAnotherKeyForAnotherIdTenantOrSecret() {
        String key = secrets.of(TenantId.DEFAULT, id);
        assertThat(secrets.of(TenantId.DEFAULT, Ids.uuid7())).isNotEqualTo(key);
        assertThat(secrets.of(new TenantId(Ids.uuid7()), id)).isNotEqualTo(key);
        assertThat(of("another").of(TenantId.DEFAULT, id)).isNotEqualTo(key);
    }

    @Test
    void makesUpRandomKeysOfTheSameForm() {
        assertThat(secrets.random()).isNotEqualTo(secrets.random()).matches("sp_[A-Za-z0-9_-]{43}");
    }
}
