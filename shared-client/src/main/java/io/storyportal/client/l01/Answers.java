package io.storyportal.client.l01;

import io.storyportal.kit.web.bridge.RemoteProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** What the façades make of L01's answers. */
final class Answers {

    private Answers() {}

    static <T> Mono<T> body(Mono<ResponseEntity<T>> answer) {
        return answer.mapNotNull(ResponseEntity::getBody);
    }

    /** Empty where L01 says that there is nothing. */
    static <T> Mono<T> found(Mono<ResponseEntity<T>> answer) {
        return body(answer)
                .onErrorResume(
                        RemoteProblemException.class,
                        problem -> problem.is(HttpStatus.NOT_FOUND) ? Mono.empty() : Mono.error(problem));
    }

    static @Nullable String etag(@Nullable Long version) {
        return version == null ? null : "\"" + version + "\"";
    }
}
