package io.storyportal.kit.web.caller;

import io.storyportal.kit.web.config.PortalProperties;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The well-known ADMIN key of the default tenant; worthless outside the dev profile. */
public final class DevKey {

    public static final String VALUE = "dev_key_local_ONLY";

    private DevKey() {}

    public static boolean accepts(PortalProperties properties, String credential) {
        return properties.profile() == PortalProperties.Profile.DEV
                && MessageDigest.isEqual(
                        VALUE.getBytes(StandardCharsets.UTF_8), credential.getBytes(StandardCharsets.UTF_8));
    }
}
