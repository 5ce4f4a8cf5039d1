package io.storyportal.gateway.provider;

/** One turn of the conversation. System instructions are not a turn: they are {@link ModelCall#system()}. */
public record ModelMessage(Role role, String content) {

    public enum Role {
        USER("user"),
        ASSISTANT("assistant");

        private final String wireName;

        Role(String wireName) {
            this.wireName = wireName;
        }

        /** All three providers use the same two words. */
        public String wireName() {
            return wireName;
        }
    }

    public static ModelMessage user(String content) {
        return new ModelMessage(Role.USER, content);
    }

    public static ModelMessage assistant(String content) {
        return new ModelMessage(Role.ASSISTANT, content);
    }
}
