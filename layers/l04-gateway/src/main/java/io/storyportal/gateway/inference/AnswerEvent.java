package io.storyportal.gateway.inference;

/** What a streaming caller is told: pieces of text, then the whole. */
sealed interface AnswerEvent {

    record Delta(String text) implements AnswerEvent {

        @Override
        public String toString() {
            return "Delta[" + text.length() + " characters]";
        }
    }

    record Done(InferResponse response) implements AnswerEvent {}
}
