package io.storyportal.data.resources;

import io.storyportal.kit.web.digest.Sha256;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Ids of things that are known by name: UUIDv8 from the name's SHA-256, so the same name is always the same id. */
public final class NamedIds {

    private NamedIds() {}

    public static UUID of(String name) {
        ByteBuffer digest = ByteBuffer.wrap(Sha256.bytes(name));
        long high = (digest.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
        long low = (digest.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
