package io.storyportal.data.tenants;

/** How many requests a key may make; L09 knows the numbers. */
public enum Tier {
    STANDARD,
    PREMIUM,
    ENTERPRISE
}
