package io.storyportal.planning.template;

/** What matching decided. */
public sealed interface Match {
    /** @param reason why, as one sentence for the plan's origin */
    record Fits(Template template, String reason) implements Match {}

    /**
     * The goal means this template but does not bring what it needs.
     *
     * @param missing what is lacking, said to the user
     */
    record Lacks(Template template, String missing) implements Match {}

    record NoneFits(String reason) implements Match {}
}
