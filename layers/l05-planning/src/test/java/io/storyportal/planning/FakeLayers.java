package io.storyportal.planning;

import io.storyportal.kit.web.ids.Ids;
import io.storyportal.planning.execution.FakeAgents;
import io.storyportal.planning.execution.FakeLedger;
import io.storyportal.planning.execution.FakeTools;
import io.storyportal.planning.ledger.DocumentRecord;
import io.storyportal.planning.work.ToolRunner;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The layers around this one, in memory and held to what their ports promise. */
@TestConfiguration(proxyBeanMethods = false)
public class FakeLayers {

    @Bean
    @Primary
    FakeLedger fakeLedger() {
        return new FakeLedger();
    }

    @Bean
    @Primary
    FakeAgents fakeAgents() {
        return new FakeAgents();
    }

    @Bean
    @Primary
    FakeModels fakeModels() {
        return new FakeModels();
    }

    @Bean
    @Primary
    FakeTools fakeTools(FakeLedger ledger) {
        FakeTools tools = new FakeTools();
        usual(tools, ledger);
        return tools;
    }

    /** Tools that answer; reports say what they are made of, and documents can be read afterwards. */
    public static void usual(FakeTools tools, FakeLedger ledger) {
        tools.answers(
                "dataset.profile",
                call -> Mono.just(JsonNodeFactory.instance.objectNode().put("rows", 3)));
        tools.answers("report.render", FakeLayers::report);
        tools.answers(
                "document.store",
                call -> Mono.fromCallable(() -> {
                    JsonNode input = call.input();
                    DocumentRecord document = new DocumentRecord(
                            Ids.uuid7(),
                            input.get("title").asString(),
                            input.get("content_type").asString(),
                            input.get("content").asString());
                    ledger.keep(document);
                    return JsonNodeFactory.instance
                            .objectNode()
                            .put("document_id", document.id().toString());
                }));
    }

    private static Mono<JsonNode> report(ToolRunner.ToolCall call) {
        var report = JsonNodeFactory.instance.objectNode();
        report.put("markdown", "# " + call.input().get("title").asString());
        report.set("json", call.input().get("sections"));
        return Mono.just(report);
    }
}
