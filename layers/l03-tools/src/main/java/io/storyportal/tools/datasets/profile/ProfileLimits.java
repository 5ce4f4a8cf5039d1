package io.storyportal.tools.datasets.profile;

/**
 * The budget of one profile.
 *
 * @param exactRows rows up to which every statistic is exact
 * @param valuesPerColumn different values of one column kept in memory
 * @param memoryBytes estimated memory for such values over all columns
 * @param spillBytes disk for values beyond memory; when it is used up, sketches take over early and the result says so
 */
public record ProfileLimits(long exactRows, int valuesPerColumn, long memoryBytes, long spillBytes) {
    public static ProfileLimits standard() {
        return new ProfileLimits(1_000_000, 8_192, 24L << 20, 4L << 30);
    }
}
