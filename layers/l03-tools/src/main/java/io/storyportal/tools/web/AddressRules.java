package io.storyportal.tools.web;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Which addresses are public: everything else (private, loopback, link-local with the cloud metadata, reserved) is not. */
final class AddressRules {
    private static final int[][] RESERVED_V4 = {
        // network, prefix length; RFC 6890 and what followed it
        {0x00000000, 8}, {0x0A000000, 8}, {0x64400000, 10}, {0x7F000000, 8}, {0xA9FE0000, 16}, {0xAC100000, 12},
        {0xC0000000, 24}, {0xC0000200, 24}, {0xC0586300, 24}, {0xC0A80000, 16}, {0xC6120000, 15}, {0xC6336400, 24},
        {0xCB007100, 24}, {0xE0000000, 4}, {0xF0000000, 4}
    };

    private AddressRules() {}

    static boolean isPublic(InetAddress address) {
        return switch (address) {
            case Inet4Address v4 -> isPublic(v4.getAddress());
            case Inet6Address v6 -> isPublicV6(v6);
            default -> false;
        };
    }

    private static boolean isPublic(byte[] v4) {
        int value = (v4[0] & 0xFF) << 24 | (v4[1] & 0xFF) << 16 | (v4[2] & 0xFF) << 8 | v4[3] & 0xFF;
        for (int[] range : RESERVED_V4) {
            int mask = -1 << (32 - range[1]);
            if ((value & mask) == range[0]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPublicV6(Inet6Address address) {
        byte[] bytes = address.getAddress();
        if (address.isIPv4CompatibleAddress() || starts(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF)) {
            return embedded(bytes, 12);
        }
        if (starts(bytes, 0, 0x64, 0xFF, 0x9B)) {
            return embedded(bytes, 12);
        }
        if (starts(bytes, 0x20, 0x02)) {
            return embedded(bytes, 2);
        }
        boolean global = (bytes[0] & 0xE0) == 0x20;
        boolean documentation = starts(bytes, 0x20, 0x01, 0x0D, 0xB8);
        boolean teredo = starts(bytes, 0x20, 0x01, 0, 0);
        return global && !documentation && !teredo;
    }

    /** An IPv4 address inside an IPv6 one reaches what the IPv4 one reaches. */
    private static boolean embedded(byte[] bytes, int at) {
        try {
            return isPublic(InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + 4)));
        } catch (UnknownHostException impossible) {
            return false;
        }
    }

    private static boolean starts(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
