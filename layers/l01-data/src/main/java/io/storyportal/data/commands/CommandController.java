package io.storyportal.data.commands;

import io.storyportal.kit.web.caller.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** HTTP for commands on several resources at once. */
@RestController
@RequestMapping("/api/commands")
final class CommandController {

    private final CommandBatches batches;

    CommandController(CommandBatches batches) {
        this.batches = batches;
    }

    @PostMapping("/batch")
    Mono<CommandBatchResult> executeCommands(
            @Valid @RequestBody CommandBatch body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(min = 1, max = 255)
                    String idempotencyKey,
            Caller caller) {
        return batches.execute(body, idempotencyKey, caller);
    }
}
