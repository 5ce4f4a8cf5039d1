package io.storyportal.tools.datasets.profile;

/** How numbers are shown: shares with six decimals, everything else as computed. */
final class Rounding {
    private static final double SHARE_UNIT = 1_000_000.0;

    private Rounding() {}

    static double share(long part, long whole) {
        return whole == 0 ? 0 : Math.round(part * SHARE_UNIT / whole) / SHARE_UNIT;
    }
}
