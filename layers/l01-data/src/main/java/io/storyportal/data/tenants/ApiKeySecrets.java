package io.storyportal.data.tenants;

import io.storyportal.kit.web.ids.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The text of API keys, 256 bits each: random, or for a request that may be sent twice the HMAC-SHA256 of the key's id
 * under a secret of this layer, so that the same key can be shown again without being kept. Safe for concurrent use.
 */
final class ApiKeySecrets {

    private static final String MARK = "sp_";
    private static final int BYTES = 32;
    private static final int PREFIX_LENGTH = MARK.length() + 8;
    private static final String ALGORITHM = "HmacSHA256";

    /** What the layer's secret is used for here; other uses of it derive other secrets. */
    private static final String PURPOSE = "story-portal/l01/api-keys/1";

    private final Supplier<byte[]> layerSecret;
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable SecretKeySpec derived;

    /** @param layerSecret asked for at the first use */
    ApiKeySecrets(Supplier<byte[]> layerSecret) {
        this.layerSecret = layerSecret;
    }

    /** Reads the secret, so that a layer without one fails at its start and not at the first key. */
    void load() {
        secret();
    }

    String random() {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return written(secret);
    }

    /** Always the same for one id, as long as the layer's secret is. */
    String of(TenantId tenant, UUID id) {
        return written(mac(secret(), tenant.value() + "/" + id));
    }

    /** The part of a key that may be shown to tell it from others. */
    static String prefixOf(String key) {
        return key.substring(0, PREFIX_LENGTH);
    }

    private SecretKeySpec secret() {
        SecretKeySpec known = derived;
        if (known == null) {
            known = new SecretKeySpec(mac(new SecretKeySpec(layerSecret.get(), ALGORITHM), PURPOSE), ALGORITHM);
            derived = known;
        }
        return known;
    }

    private static String written(byte[] secret) {
        return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
