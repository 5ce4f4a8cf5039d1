package io.storyportal.apigateway.credentials;

import io.storyportal.kit.web.digest.Sha256;
import java.util.HexFormat;

/** SHA-256 of a secret for one purpose: fingerprints of the same secret for two purposes tell nothing of each other. */
record Fingerprint(String hex) {

    static Fingerprint of(String purpose, String secret) {
        return new Fingerprint(HexFormat.of().formatHex(bytes(purpose, secret)));
    }

    static byte[] bytes(String purpose, String secret) {
        return Sha256.bytes(purpose + '\n' + secret);
    }
}
