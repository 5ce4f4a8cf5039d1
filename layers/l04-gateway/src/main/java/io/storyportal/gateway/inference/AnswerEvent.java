package io.storyportal.gateway.inference;

/** What a streaming caller is told: pieces of text, then the whole. */
sealed interface AnswerEvent {

    record Delta(String text) implements AnswerEvent {}

    record Done(InferResponse response) implements AnswerEvent {}
}
