package io.storyportal.data.embeddings;

/**
 * Whose texts get vectors. Those of {@code embedding_outbox} are asked for by triggers on the table, which is called like the
 * resource.
 *
 * @param heading SQL of what stands before each piece of the text; {@code null} for nothing
 * @param text SQL of the text
 */
public record Source(String resource, String heading, String text) {

    /** Of longer texts no more is searched, by words or by meaning. */
    public static final int LONGEST = 100_000;

    String select() {
        return "select id, %s as heading, left(%s, %d) as body from %s where tenant_id = $1 and id = any($2)"
                .formatted(heading, text, LONGEST, resource);
    }
}
