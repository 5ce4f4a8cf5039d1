package io.storyportal.planning.goals;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.planning.PlanningProblem;
import io.storyportal.planning.ledger.ArtifactRecord;
import io.storyportal.planning.ledger.ArtifactStore;
import io.storyportal.planning.ledger.Refusals;
import jakarta.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A goal as multipart/form-data. Parts are taken as they come: a file flows on to L01 while it arrives, and only the small
 * parts are held.
 */
final class GoalForm {
    private static final int LARGEST_FIELD = 64 * 1024;
    private static final int MOST_FILES = 20;
    private static final int LONGEST_NAME = 200;

    private final ArtifactStore store;
    private final GoalIntake intake;
    private final JsonMapper json;
    private final Validator validator;

    GoalForm(ArtifactStore store, GoalIntake intake, JsonMapper json, Validator validator) {
        this.store = store;
        this.intake = intake;
        this.json = json;
        this.validator = validator;
    }

    /** What has come so far. */
    private static final class Received {
        private @Nullable String goal;
        private @Nullable String description;
        private @Nullable String options;
        private final List<ArtifactRecord> files = new ArrayList<>();
    }

    Mono<GoalAccepted> take(Caller caller, Flux<PartEvent> parts, @Nullable String key) {
        Received received = new Received();
        return parts.windowUntil(PartEvent::isLast)
                .concatMap(part -> part.switchOnFirst((first, events) -> {
                    PartEvent head = first.get();
                    return head == null ? events.then() : receive(head, events, received);
                }))
                .then()
                .onErrorResume(failure -> discard(received).then(Mono.error(failure)))
                .then(Mono.defer(() -> intake.take(caller, request(received), received.files, key))
                        .onErrorResume(
                                Refusals::isOne, refusal -> discard(received).then(Mono.error(refusal))));
    }

    private Mono<Void> receive(PartEvent head, Flux<PartEvent> events, Received received) {
        return switch (head.name()) {
            case "file" -> file(head, events, received);
            case "goal" -> text(events).doOnNext(text -> received.goal = text).then();
            case "description" ->
                text(events).doOnNext(text -> received.description = text).then();
            case "options" ->
                text(events).doOnNext(text -> received.options = text).then();
            default ->
                events.doOnNext(event -> DataBufferUtils.release(event.content()))
                        .then(Mono.error(PlanningProblem.UNREADABLE_FORM.exception(
                                "There is a part named '" + head.name() + "'")));
        };
    }

    private Mono<Void> file(PartEvent head, Flux<PartEvent> events, Received received) {
        String name = head instanceof FilePartEvent file ? safeName(file.filename()) : "file";
        MediaType declared = head.headers().getContentType();
        String type = declared == null ? MediaType.APPLICATION_OCTET_STREAM_VALUE : declared.toString();
        if (received.files.size() >= MOST_FILES) {
            return events.doOnNext(event -> DataBufferUtils.release(event.content()))
                    .then(Mono.error(PlanningProblem.UNREADABLE_FORM.exception("There are more than 20 files")));
        }
        return store.store(name, type, events.map(PartEvent::content))
                .doOnNext(received.files::add)
                .then();
    }

    private static Mono<String> text(Flux<PartEvent> events) {
        return DataBufferUtils.join(events.map(PartEvent::content), LARGEST_FIELD)
                .map(GoalForm::decoded)
                .defaultIfEmpty("")
                .onErrorMap(
                        DataBufferLimitException.class,
                        e -> CommonProblem.TOO_LARGE.exception("A part other than a file is at most 64 KiB"));
    }

    private static String decoded(DataBuffer buffer) {
        String text = buffer.toString(StandardCharsets.UTF_8);
        DataBufferUtils.release(buffer);
        return text;
    }

    private GoalRequest request(Received received) {
        GoalRequest request;
        if (received.goal != null) {
            request = read(received.goal, GoalRequest.class);
        } else if (received.description != null) {
            GoalRequest.Options options =
                    received.options == null ? null : read(received.options, GoalRequest.Options.class);
            request = new GoalRequest(received.description, null, null, null, options);
        } else {
            throw PlanningProblem.UNREADABLE_FORM.exception("There is neither a 'goal' nor a 'description' part");
        }
        if (!request.artifacts().isEmpty()) {
            throw PlanningProblem.UNREADABLE_FORM.exception("A form brings its files along; leave artifact_ids out");
        }
        String wrong = validator.validate(request).stream()
                .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
                .sorted()
                .collect(Collectors.joining("; "));
        if (!wrong.isEmpty()) {
            throw CommonProblem.INVALID.exception(wrong);
        }
        return request;
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JacksonException e) {
            throw CommonProblem.MALFORMED.exception("A part is not the JSON it should be: " + e.getOriginalMessage());
        }
    }

    /** What the client calls the file, without the folders that some clients send along. */
    private static String safeName(String filename) {
        String last = filename.substring(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1);
        String clean = last.replaceAll("\\p{Cntrl}", "").strip();
        if (clean.isEmpty()) {
            return "file";
        }
        return clean.length() <= LONGEST_NAME ? clean : clean.substring(clean.length() - LONGEST_NAME);
    }

    /** Nobody will ask for the files of a goal that was refused. */
    private Mono<Void> discard(Received received) {
        return Flux.fromIterable(received.files)
                .flatMap(file -> store.delete(file.id()).onErrorResume(failure -> Mono.empty()))
                .then();
    }
}
