package io.storyportal.tools.bridge;

import io.storyportal.client.l01.L01Client;
import io.storyportal.client.l01.model.CreateToolExecution;
import io.storyportal.client.l01.model.ToolExecution;
import io.storyportal.client.l01.model.UpdateToolExecution;
import io.storyportal.kit.web.bridge.RemoteProblemException;
import io.storyportal.tools.invocation.ExecutionJournal;
import io.storyportal.tools.invocation.ExecutionRecord;
import io.storyportal.tools.invocation.ExecutionStatus;
import io.storyportal.tools.invocation.RecordedProblem;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tool executions in L01. Large inputs (the sections of a report) are recorded by size and fingerprint only. */
final class L01Journal implements ExecutionJournal {
    private static final int LARGEST_INPUT = 64 * 1024;
    private static final int LONGEST_ERROR = 20_000;
    private static final String FINGERPRINT = "fingerprint";
    private static final String PROBLEM = "problem";

    private final L01Client l01;
    private final JsonMapper json;
    private final Clock clock;

    L01Journal(L01Client l01, JsonMapper json, Clock clock) {
        this.l01 = l01;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Mono<ExecutionRecord> begin(Intent intent) {
        CreateToolExecution create = new CreateToolExecution(intent.tool())
                .id(intent.id())
                .toolId(intent.toolId())
                .agentId(intent.agentId())
                .callKey(intent.callKey())
                .inputParams(inputOf(intent))
                .metadata(Map.of(FINGERPRINT, intent.fingerprint()))
                .status(io.storyportal.client.l01.model.ExecutionStatus.RUNNING)
                .startedAt(clock.instant());
        return l01.recordToolExecution(create)
                .map(this::record)
                .onErrorResume(
                        RemoteProblemException.class,
                        refused -> refused.is(HttpStatus.CONFLICT) && intent.callKey() != null
                                ? Mono.empty()
                                : Mono.error(refused));
    }

    private Map<String, Object> inputOf(Intent intent) {
        String text = json.writeValueAsString(intent.input()).replace("\\u0000", "\\ufffd");
        return text.length() <= LARGEST_INPUT
                ? json.readValue(text, new TypeReference<>() {})
                : Map.of("omitted", true, "characters", text.length());
    }

    @Override
    public Mono<ExecutionRecord> find(String callKey) {
        return l01.findToolExecution(callKey).map(this::record);
    }

    @Override
    public Mono<Void> restart(UUID id) {
        return l01.updateToolExecution(
                        id,
                        new UpdateToolExecution()
                                .status(io.storyportal.client.l01.model.ExecutionStatus.RUNNING)
                                .startedAt(clock.instant()))
                .then();
    }

    @Override
    public Mono<Void> complete(UUID id, JsonNode output, long durationMs) {
        UpdateToolExecution changes = ended(io.storyportal.client.l01.model.ExecutionStatus.COMPLETED)
                .outputResult(json.convertValue(output, Object.class))
                .durationMs(durationMs);
        return l01.updateToolExecution(id, changes).then();
    }

    @Override
    public Mono<Void> fail(UUID id, String fingerprint, RecordedProblem failure, long durationMs) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(FINGERPRINT, fingerprint);
        metadata.put(PROBLEM, failure.toMap());
        UpdateToolExecution changes = ended(io.storyportal.client.l01.model.ExecutionStatus.FAILED)
                .errorMessage(clip(failure.detail()))
                .metadata(metadata)
                .durationMs(durationMs);
        return l01.updateToolExecution(id, changes).then();
    }

    @Override
    public Mono<Void> end(UUID id, ExecutionStatus status, String reason) {
        return l01.updateToolExecution(
                        id,
                        ended(io.storyportal.client.l01.model.ExecutionStatus.valueOf(status.name()))
                                .errorMessage(clip(reason)))
                .then();
    }

    private UpdateToolExecution ended(io.storyportal.client.l01.model.ExecutionStatus status) {
        Instant now = clock.instant();
        return new UpdateToolExecution().status(status).completedAt(now);
    }

    private static String clip(String text) {
        String clean = text.replace('\u0000', '\uFFFD');
        return clean.length() <= LONGEST_ERROR ? clean : clean.substring(0, LONGEST_ERROR);
    }

    private ExecutionRecord record(ToolExecution execution) {
        Map<String, Object> metadata = Objects.requireNonNullElse(execution.getMetadata(), Map.of());
        @Nullable Object fingerprint = metadata.get(FINGERPRINT);
        Long duration = execution.getDurationMs();
        return new ExecutionRecord(
                Objects.requireNonNull(execution.getId()),
                Objects.requireNonNull(execution.getToolName()),
                fingerprint == null ? null : fingerprint.toString(),
                ExecutionStatus.valueOf(
                        Objects.requireNonNull(execution.getStatus()).name()),
                execution.getOutputResult(),
                RecordedProblem.of(metadata.get(PROBLEM)),
                duration == null ? 0 : duration);
    }
}
