package io.storyportal.apigateway.credentials;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a secret for one purpose: fingerprints of the same secret for two purposes tell nothing of each other. */
record Fingerprint(String hex) {

    static Fingerprint of(String purpose, String secret) {
        return new Fingerprint(HexFormat.of().formatHex(bytes(purpose, secret)));
    }

    static byte[] bytes(String purpose, String secret) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((purpose + '\n' + secret).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
