package io.storyportal.tools.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.tools.ToolsProblem;
import io.storyportal.tools.workspace.Workspaces.CommandResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

class InvocationTest extends InvocationScene {

    @Test
    void runsAToolOverAFileOfTheWorkspaceAndRecordsIt() {
        workspaces.put(AGENT, "orders.csv", "id,price\n1,2.5\n2,3.5\n");

        JsonNode answer = ok(invoke("dataset.profile", Map.of("path", "orders.csv"), AGENT, null));

        assertThat(answer.path("status").asString()).isEqualTo("completed");
        assertThat(answer.path("output").path("rows").asInt()).isEqualTo(2);
        assertThat(answer.path("output").path("columns").path(1).path("mean").asDouble())
                .isEqualTo(3.0);
        UUID id = UUID.fromString(answer.path("execution_id").asString());
        assertThat(journal.get(id).status()).isEqualTo(ExecutionStatus.COMPLETED);
    }

    @Test
    void runsEveryToolOfTheDatasetTemplates() {
        workspaces.put(AGENT, "a.csv", "sku,price\nA,1\nB,2\n");
        workspaces.put(AGENT, "b.csv", "sku,price\nA,1\nC,2\n");
        JsonNode compared =
                ok(invoke("dataset.compare", Map.of("left", "a.csv", "right", "b.csv", "key", "sku"), AGENT, null));
        JsonNode sample = ok(invoke("dataset.sample", Map.of("path", "a.csv", "rows", 1), AGENT, null));
        JsonNode asked = ok(invoke("dataset.query", Map.of("path", "a.csv", "question", "sum of price"), AGENT, null));
        JsonNode quality = ok(invoke("dataset.quality", Map.of("path", "a.csv"), AGENT, null));
        JsonNode schema = ok(invoke("dataset.schema", Map.of("path", "a.csv", "format", "csv"), AGENT, null));

        assertThat(compared.path("output").path("summary").path("added").asInt())
                .isEqualTo(1);
        assertThat(sample.path("output").path("rows").path(0).path("sku").asString())
                .isEqualTo("A");
        assertThat(asked.path("output").path("rows").path(0).path(0).asInt()).isEqualTo(3);
        assertThat(quality.path("output").path("score").asInt()).isEqualTo(100);
        assertThat(schema.path("output").path("columns").size()).isEqualTo(2);
        JsonNode report = ok(invoke(
                "report.render",
                Map.of(
                        "kind",
                        "dataset_comparison",
                        "title",
                        "Prices",
                        "sections",
                        Map.of("comparison", json.convertValue(compared.path("output"), Map.class))),
                null,
                null));
        assertThat(report.path("output").path("markdown").asString()).contains("**1 added, 1 removed, 0 changed**");
        assertThat(report.path("output")
                        .path("json")
                        .path("summary")
                        .path("added")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void namesThePathOfWhatIsWrongInTheInput() {
        JsonNode problem = Problems.expect(
                invoke("dataset.sample", Map.of("path", "a.csv", "rows", "many", "extra", 1), AGENT, null),
                422,
                "E3100");

        assertThat(problem.path("errors").valueStream().map(e -> e.path("path").asString()))
                .anyMatch(p -> p.equals("input/rows"))
                .anyMatch(p -> p.contains("extra"));
        Problems.expect(invoke("dataset.sample", Map.of(), AGENT, null), 422, "E3100");
        Problems.expect(invoke("dataset.query", Map.of("path", "a.csv"), AGENT, null), 422, "E3100");
    }

    @Test
    void wantsAnAgentForToolsOfTheWorkspace() {
        Problems.expect(invoke("dataset.profile", Map.of("path", "x"), null, null), 422, "E3108");
    }

    @Test
    void answersWhatIsWrongWithAFile() {
        workspaces.put(AGENT, "bad.csv", "a,b\n1,2\n3,\"open\n");

        JsonNode problem =
                Problems.expect(invoke("dataset.profile", Map.of("path", "bad.csv"), AGENT, null), 422, "E3202");
        assertThat(problem.path("line").asInt()).isEqualTo(3);
        assertThat(problem.path("detail").asString()).contains("line 3");
        Problems.expect(invoke("dataset.profile", Map.of("path", "missing.csv"), AGENT, null), 404);
        Problems.expect(invoke("no.such", Map.of(), null, null), 404, "E3003");
    }

    @Test
    void answersARetryWithTheRecordedResult() {
        JsonNode first = ok(invoke("test.once", Map.of("a", 1, "b", 2), null, key));
        JsonNode second = ok(invoke("test.once", Map.of("b", 2, "a", 1), null, key));

        assertThat(work.runs()).isEqualTo(1);
        assertThat(first.path("replayed").asBoolean()).isFalse();
        assertThat(second.path("replayed").asBoolean()).isTrue();
        assertThat(second.path("output")).isEqualTo(first.path("output"));
        assertThat(second.path("execution_id")).isEqualTo(first.path("execution_id"));
    }

    @Test
    void takesAnIdempotencyKeyForACallKeyOfItsPrincipalAndTool() {
        assertThat(ok(keyed("test.none", Role.ADMIN)).path("replayed").asBoolean())
                .isFalse();
        assertThat(ok(keyed("test.none", Role.ADMIN)).path("replayed").asBoolean())
                .isTrue();
        assertThat(ok(keyed("test.once", Role.ADMIN)).path("replayed").asBoolean())
                .isFalse();
        assertThat(work.runs()).isEqualTo(2);
    }

    private ResponseSpec keyed(String tool, Role role) {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .defaultHeaders(h -> h.setBearerAuth(token(TenantId.DEFAULT, role)))
                .build()
                .post()
                .uri("/tools/" + tool + "/invoke")
                .header("Idempotency-Key", key)
                .bodyValue(Map.of("input", Map.of()))
                .exchange();
    }

    @Test
    void answersARetryOfAFailureWithTheSameProblem() {
        work.outcome(call -> Mono.error(ToolsProblem.NO_COMPARISON_KEY.exception("no key here")));
        JsonNode first = Problems.expect(invoke("test.none", Map.of(), null, key), 422, "E3210");
        JsonNode second = Problems.expect(invoke("test.none", Map.of(), null, key), 422, "E3210");

        assertThat(work.runs()).isEqualTo(1);
        assertThat(second.path("detail")).isEqualTo(first.path("detail"));
        assertThat(second.path("remedy")).isEqualTo(first.path("remedy"));
    }

    @Test
    void refusesACallKeyUsedForAnotherInput() {
        ok(invoke("test.none", Map.of("a", 1), null, key));

        Problems.expect(invoke("test.none", Map.of("a", 2), null, key), 422, "E3107");
    }

    /** A planner that reads its inputs from the database again spells them as the database does. */
    @Test
    void recognisesACallWhoseNumbersAreSpeltOtherwise() {
        ok(invoke("test.none", Map.of("a", 1.0E10), null, key));

        ok(invoke("test.none", Map.of("a", 10_000_000_000L), null, key));

        assertThat(work.runs()).isEqualTo(1);
    }

    @Test
    void runsACallOnceThatIsSentTwiceAtATime() {
        CompletableFuture<Map<String, Object>> result = new CompletableFuture<>();
        work.outcome(call -> Mono.fromFuture(result, true));

        var first = CompletableFuture.supplyAsync(() -> ok(invoke("test.idempotent", Map.of(), null, key)));
        Awaitility.await().until(() -> work.runs() == 1);
        var second = CompletableFuture.supplyAsync(() -> ok(invoke("test.idempotent", Map.of(), null, key)));
        result.complete(Map.of("n", 1));

        assertThat(first.join().path("output")).isEqualTo(second.join().path("output"));
        assertThat(second.join().path("replayed").asBoolean()).isTrue();
        assertThat(work.runs()).isEqualTo(1);
    }

    @Test
    void beginsAnOrphanedCallAgainWhenItsEffectsAllowIt() {
        journal.abandon(key, "test.none", fingerprint("test.none"));

        JsonNode answer = ok(invoke("test.none", Map.of(), null, key));

        assertThat(answer.path("replayed").asBoolean()).isFalse();
        assertThat(work.runs()).isEqualTo(1);
    }

    @Test
    void stopsACallThatTakesTooLong() {
        AtomicBoolean cancelled = new AtomicBoolean();
        work.outcome(call -> Mono.never().doOnCancel(() -> cancelled.set(true)));

        Problems.expect(send("test.none", Map.of("input", Map.of(), "timeout_ms", 50)), 504, "E3103");
        assertThat(cancelled).isTrue();
    }

    @Test
    void refusesOutputBeyondTheLimit() {
        work.outcome(call -> Mono.just(Map.of("text", "x".repeat(1_000_000))));

        Problems.expect(invoke("test.none", Map.of(), null, null), 422, "E3104");
    }

    @Test
    void storesADocumentUnderTheExecutionsId() {
        JsonNode answer = ok(invoke(
                "document.store",
                Map.of("title", "Report", "content", "# Hi", "content_type", "text/markdown", "tags", List.of("a")),
                null,
                key));

        UUID id = UUID.fromString(answer.path("output").path("document_id").asString());
        assertThat(documents.get(id).content()).isEqualTo("# Hi");
        assertThat(answer.path("execution_id").asString()).isEqualTo(id.toString());
    }

    @Test
    void runsAScriptInTheSandboxOnly() {
        workspaces.answerCommandsBy(
                command -> Mono.just(new CommandResult(3, "out", "err", false, "exited", null, 12)));

        JsonNode answer = ok(
                invoke("script.run", Map.of("language", "shell", "code", "exit 3", "args", List.of("x")), AGENT, null));

        assertThat(answer.path("output").path("exit_code").asInt()).isEqualTo(3);
        assertThat(workspaces.commands()).contains(List.of("sh", "-c", "exit 3", "script", "x"));
    }

    @Test
    void saysWhenTheSandboxLacksTheInterpreter() {
        workspaces.answerCommandsBy(
                command -> Mono.just(new CommandResult(127, "", "", false, "start_failed", "no node", 1)));

        Problems.expect(invoke("script.run", Map.of("language", "javascript", "code", "1"), AGENT, null), 422, "E3250");
    }

    @Test
    void searchesReadsAndWritesFiles() {
        UUID agent = Ids.uuid7();
        ok(invoke("file.write", Map.of("path", "a/b.txt", "content", "one\ntwo needles\n"), agent, null));

        JsonNode found = ok(invoke("file.search", Map.of("query", "NEEDLE"), agent, null))
                .path("output");
        JsonNode read = ok(invoke("file.read", Map.of("path", "a/b.txt", "offset", 4, "limit", 3), agent, null));
        JsonNode listed = ok(invoke("file.list", Map.of(), agent, null)).path("output");
        JsonNode stats =
                ok(invoke("text.stats", Map.of("path", "a/b.txt"), agent, null)).path("output");

        assertThat(found.path("matches").path(0).path("line").asInt()).isEqualTo(2);
        assertThat(read.path("output").path("content").asString()).isEqualTo("two");
        assertThat(read.path("output").path("truncated").asBoolean()).isTrue();
        assertThat(listed.path("files").path(0).path("path").asString()).isEqualTo("a/b.txt");
        assertThat(stats.path("words").asInt()).isEqualTo(3);
    }

    @Test
    void refusesADisabledTool() {
        TenantId tenant = new TenantId(Ids.uuid7());
        records.disable(tenant, "test.none");

        Problems.expect(send(token(tenant, Role.DEVELOPER), "test.none", Map.of("input", Map.of())), 409, "E3101");
    }

    @Test
    void letsNoGuestCallATool() {
        Problems.expect(
                send(token(TenantId.DEFAULT, Role.GUEST), "test.none", Map.of("input", Map.of())), 403, "E3012");
    }

    @Test
    void keepsTheCallKeysOfTenantsApart() {
        ok(invoke("test.none", Map.of(), null, key));
        TenantId other = new TenantId(Ids.uuid7());
        records.unreachable(false);

        send(token(other, Role.ADMIN), "test.none", Map.of("input", Map.of()))
                .expectStatus()
                .isOk();
    }
}
