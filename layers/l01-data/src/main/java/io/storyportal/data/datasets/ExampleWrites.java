package io.storyportal.data.datasets;

import io.storyportal.data.DataProblem;
import io.storyportal.data.journal.AggregateKey;
import io.storyportal.data.journal.Command;
import io.storyportal.data.journal.Recorded;
import io.storyportal.data.journal.Reference;
import io.storyportal.data.resources.Submissions;
import io.storyportal.data.resources.Submissions.Once;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Adds examples to datasets, a batch by one event that tells their ids, hashes and groups. */
final class ExampleWrites {

    static final String AGGREGATE = "dataset_batch";

    private final Submissions submissions;
    private final ContentHash hashes;
    private final JsonMapper json;

    ExampleWrites(Submissions submissions, JsonMapper json) {
        this.submissions = submissions;
        this.hashes = new ContentHash(json);
        this.json = json;
    }

    Mono<AddedExamples> add(UUID dataset, ExampleBatch batch, @Nullable String idempotencyKey, Caller caller) {
        return Mono.defer(() -> submissions.submit(
                        List.of(command(dataset, batch)),
                        new Once("POST datasets/" + dataset + "/examples", idempotencyKey, batch),
                        caller))
                .map(recorded -> added(recorded.getFirst()))
                .onErrorMap(
                        ExampleWrites::isMissing,
                        missing -> CommonProblem.NOT_FOUND.exception("No dataset " + dataset));
    }

    private Command command(UUID dataset, ExampleBatch batch) {
        ObjectNode told = json.createObjectNode().put("dataset_id", dataset.toString());
        ObjectNode sealed = json.createObjectNode();
        ArrayNode examples = told.putArray("examples");
        ArrayNode contents = sealed.putArray("contents");
        for (NewExample example : batch.examples()) {
            ObjectNode one =
                    examples.addObject().put("id", Ids.uuid7().toString()).put("content_hash", hashes.of(example));
            if (example.groupKey() != null) {
                one.put("group_key", example.groupKey());
            }
            ObjectNode content = contents.addObject();
            content.set("input", json.valueToTree(example.input()));
            content.set("output", json.valueToTree(example.output()));
            content.set("metadata", json.valueToTree(example.metadata()));
        }
        return new Command.Create(
                new AggregateKey(AGGREGATE, Ids.uuid7()),
                AGGREGATE + ".added",
                told,
                sealed,
                Set.of(),
                "",
                List.of(new Reference("dataset_id", new AggregateKey(Datasets.TYPE.aggregate(), dataset))));
    }

    private AddedExamples added(Recorded recorded) {
        ObjectNode state = Objects.requireNonNull(recorded.state());
        return new AddedExamples(state.path("examples")
                .valueStream()
                .map(each -> json.treeToValue(each, AddedExample.class))
                .toList());
    }

    private static boolean isMissing(Throwable refused) {
        return refused instanceof ProblemException problem && problem.problem() == DataProblem.MISSING_REFERENCE;
    }
}
