package io.storyportal.data.commands;

import io.storyportal.data.DataProblem;
import io.storyportal.data.journal.Command;
import io.storyportal.data.journal.Recorded;
import io.storyportal.data.resources.Commands;
import io.storyportal.data.resources.ResourceType;
import io.storyportal.data.resources.Submissions;
import io.storyportal.data.resources.Submissions.Once;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.problem.CommonProblem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries out commands on several resources in one transaction. Each body is read and checked as the resource's own route
 * would; whatever is wrong with one is told with its place in the batch.
 */
final class CommandBatches {

    private static final TypeReference<Map<String, Object>> STATE = new TypeReference<>() {};

    private final Map<String, ResourceType<?>> types;
    private final Commands commands;
    private final Submissions submissions;
    private final Validator validator;
    private final JsonMapper json;

    /** {@code types}: the resources that may be commanded. */
    CommandBatches(
            Collection<ResourceType<?>> types,
            Commands commands,
            Submissions submissions,
            Validator validator,
            JsonMapper json) {
        this.types = new TreeMap<>(types.stream().collect(Collectors.toMap(ResourceType::name, Function.identity())));
        this.commands = commands;
        this.submissions = submissions;
        this.validator = validator;
        this.json = json;
    }

    Mono<CommandBatchResult> execute(CommandBatch batch, @Nullable String idempotencyKey, Caller caller) {
        return Mono.defer(() -> {
            List<Command> all = new ArrayList<>();
            List<Integer> own = new ArrayList<>();
            for (int i = 0; i < batch.commands().size(); i++) {
                own.add(all.size());
                all.addAll(commands(batch.commands().get(i), "commands[" + i + "]"));
            }
            return submissions
                    .submit(all, new Once("POST commands/batch", idempotencyKey, batch), caller)
                    .map(recorded ->
                            result(batch, own.stream().map(recorded::get).toList()));
        });
    }

    /** The command itself, first, and what it brings about. */
    private List<Command> commands(BatchCommand command, String place) {
        ResourceType<?> type = types.get(command.resource());
        if (type == null) {
            throw DataProblem.UNKNOWN_RESOURCE.exception(
                    place + " names '" + command.resource() + "'; there are " + types.keySet());
        }
        return switch (command.op()) {
            case CREATE -> List.of(commands.create(type, null, body(withId(command), type.creation(), place)));
            case PATCH ->
                commands.changes(
                        type,
                        requireId(command, place),
                        body(bodyOf(command), updateOf(type, place), place),
                        command.ifMatch());
        };
    }

    private static Map<String, Object> bodyOf(BatchCommand command) {
        return command.body() == null ? Map.of() : command.body();
    }

    private static Map<String, Object> withId(BatchCommand command) {
        Map<String, Object> body = new TreeMap<>(bodyOf(command));
        if (command.id() != null) {
            body.put("id", command.id().toString());
        }
        return body;
    }

    private static Class<?> updateOf(ResourceType<?> type, String place) {
        Class<?> update = type.update();
        if (update == null) {
            throw DataProblem.UNKNOWN_RESOURCE.exception(place + ": " + type.name() + " cannot be patched");
        }
        return update;
    }

    private static UUID requireId(BatchCommand command, String place) {
        if (command.id() == null) {
            throw CommonProblem.INVALID.exception("'" + place + ".id' must be given for " + command.op());
        }
        return command.id();
    }

    private Object body(Map<String, Object> fields, Class<?> type, String place) {
        Object body;
        try {
            body = json.convertValue(fields, type);
        } catch (JacksonException malformed) {
            throw CommonProblem.INVALID.exception("'" + place + ".body' " + malformed.getOriginalMessage());
        }
        Set<ConstraintViolation<Object>> violations = validator.validate(body);
        if (!violations.isEmpty()) {
            throw CommonProblem.INVALID
                    .exception("'" + place + ".body' is not valid: "
                            + describe(violations.iterator().next()))
                    .with(
                            "errors",
                            violations.stream()
                                    .map(violation -> Map.of(
                                            "field",
                                            place + ".body." + violation.getPropertyPath(),
                                            "message",
                                            violation.getMessage()))
                                    .toList());
        }
        return body;
    }

    private static String describe(ConstraintViolation<?> violation) {
        return "'" + violation.getPropertyPath() + "' " + violation.getMessage();
    }

    private CommandBatchResult result(CommandBatch batch, List<Recorded> recorded) {
        List<CommandResult> items = new ArrayList<>();
        for (int i = 0; i < recorded.size(); i++) {
            Recorded each = recorded.get(i);
            items.add(new CommandResult(
                    batch.commands().get(i).resource(),
                    each.aggregateId(),
                    each.version(),
                    each.position(),
                    each.state() == null ? null : json.convertValue(each.state(), STATE)));
        }
        return new CommandBatchResult(items);
    }
}
