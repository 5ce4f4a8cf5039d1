package io.storyportal.data.embeddings;

import io.storyportal.data.resources.PageRequest;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.page.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** HTTP for memories and documents that can never get vectors. */
@RestController
@RequestMapping("/api/dead-letters")
final class DeadLetterController {

    private final DeadLetters letters;

    DeadLetterController(DeadLetters letters) {
        this.letters = letters;
    }

    @GetMapping
    Mono<Page<DeadLetter>> listDeadLetters(
            @RequestParam(required = false) @Nullable @Pattern(regexp = "memories|documents") String resource,
            @RequestParam(required = false) @Nullable @Min(1) @Max(500) Integer limit,
            @RequestParam(required = false) @Nullable @Size(max = 200) String cursor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "asc|desc") String order,
            Caller caller) {
        return Mono.defer(() -> letters.list(resource, PageRequest.of(limit, cursor, order), caller));
    }

    @GetMapping("/{id}")
    Mono<DeadLetter> getDeadLetter(@PathVariable UUID id, Caller caller) {
        return letters.get(id, caller);
    }

    /** Tries once more, as if the text were new. */
    @PostMapping("/{id}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Void> replayDeadLetter(@PathVariable UUID id, Caller caller) {
        return letters.replay(id, caller);
    }

    /** Drops the letter; the memory or document stays, without vectors. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> dropDeadLetter(@PathVariable UUID id, Caller caller) {
        return letters.drop(id, caller);
    }
}
