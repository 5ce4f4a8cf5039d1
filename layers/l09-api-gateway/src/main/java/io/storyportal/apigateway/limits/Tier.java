package io.storyportal.apigateway.limits;

/** How many requests per second a key's principal may make; the name is kept with the key in L01. */
public enum Tier {
    STANDARD(100),
    PREMIUM(1_000),
    ENTERPRISE(10_000);

    private final int perSecond;

    Tier(int perSecond) {
        this.perSecond = perSecond;
    }

    public int perSecond() {
        return perSecond;
    }
}
