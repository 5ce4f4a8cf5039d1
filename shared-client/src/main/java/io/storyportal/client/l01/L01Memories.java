package io.storyportal.client.l01;

import io.storyportal.client.l01.api.DeadLetterControllerApi;
import io.storyportal.client.l01.api.MemoryControllerApi;
import io.storyportal.client.l01.model.CreateMemory;
import io.storyportal.client.l01.model.DeadLetter;
import io.storyportal.client.l01.model.Memory;
import io.storyportal.client.l01.model.PageDeadLetter;
import io.storyportal.client.l01.model.PageMemory;
import io.storyportal.client.l01.model.RecallMemories;
import io.storyportal.client.l01.model.RecalledMemories;
import io.storyportal.client.l01.model.Replica;
import io.storyportal.kit.web.bridge.Bridges;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Memories of L01, and what of them and of documents can never be found by its meaning. */
public final class L01Memories {

    private final MemoryControllerApi memories;
    private final DeadLetterControllerApi deadLetters;

    public L01Memories(Bridges bridges) {
        this.memories = bridges.client("l01", MemoryControllerApi.class);
        this.deadLetters = bridges.client("l01", DeadLetterControllerApi.class);
    }

    /** With an id of its own the same body can be sent again safely. */
    public Mono<Memory> remember(CreateMemory memory) {
        return Answers.body(memories.createMemory(Mono.just(memory), null));
    }

    /** The best by similarity, recency and importance; the answer says by what it is ranked. */
    public Mono<RecalledMemories> recall(RecallMemories asked) {
        return Answers.body(memories.recallMemories(Mono.just(asked)));
    }

    public Mono<Memory> get(UUID id) {
        return Answers.body(memories.getMemory(id));
    }

    /** The newest first. */
    public Mono<PageMemory> list(@Nullable UUID agentId, @Nullable Integer limit, @Nullable String cursor) {
        return Answers.body(
                memories.listMemories(agentId, null, null, null, null, null, null, limit, cursor, null));
    }

    public Mono<Void> forget(UUID id) {
        return memories.deleteMemory(id, null).then();
    }

    /** Whether the memory has arrived where it is found by its meaning. */
    public Mono<Replica> getReplica(UUID id) {
        return Answers.body(memories.getMemoryReplica(id));
    }

    public Mono<PageDeadLetter> listDeadLetters(@Nullable Integer limit, @Nullable String cursor) {
        return Answers.body(deadLetters.listDeadLetters(null, limit, cursor, null));
    }

    public Mono<DeadLetter> getDeadLetter(UUID id) {
        return Answers.body(deadLetters.getDeadLetter(id));
    }

    /** Tries once more. */
    public Mono<Void> replayDeadLetter(UUID id) {
        return deadLetters.replayDeadLetter(id).then();
    }

    /** The memory or document stays, and is found by its words alone. */
    public Mono<Void> dropDeadLetter(UUID id) {
        return deadLetters.dropDeadLetter(id).then();
    }
}
