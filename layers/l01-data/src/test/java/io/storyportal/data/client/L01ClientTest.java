package io.storyportal.data.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.storyportal.client.l01.L01Artifacts;
import io.storyportal.client.l01.L01Cache;
import io.storyportal.client.l01.L01Client;
import io.storyportal.client.l01.L01Datasets;
import io.storyportal.client.l01.L01Exports;
import io.storyportal.client.l01.L01History;
import io.storyportal.client.l01.L01Memories;
import io.storyportal.client.l01.L01Metrics;
import io.storyportal.client.l01.model.ConfigEntry;
import io.storyportal.client.l01.model.CreateAgent;
import io.storyportal.client.l01.model.CreateDataset;
import io.storyportal.client.l01.model.CreateDocument;
import io.storyportal.client.l01.model.CreateEvaluation;
import io.storyportal.client.l01.model.CreateExport;
import io.storyportal.client.l01.model.CreateFeedback;
import io.storyportal.client.l01.model.CreateGoal;
import io.storyportal.client.l01.model.CreateMemory;
import io.storyportal.client.l01.model.CreatePlan;
import io.storyportal.client.l01.model.CreateSession;
import io.storyportal.client.l01.model.Document;
import io.storyportal.client.l01.model.Export;
import io.storyportal.client.l01.model.ExportFormat;
import io.storyportal.client.l01.model.ExportStatus;
import io.storyportal.client.l01.model.Feedback;
import io.storyportal.client.l01.model.FoundDocument;
import io.storyportal.client.l01.model.FoundDocuments;
import io.storyportal.client.l01.model.MetricPoint;
import io.storyportal.client.l01.model.NewExample;
import io.storyportal.client.l01.model.Plan;
import io.storyportal.client.l01.model.PlanStatus;
import io.storyportal.client.l01.model.RankedBy;
import io.storyportal.client.l01.model.RecallMemories;
import io.storyportal.client.l01.model.RecallWeights;
import io.storyportal.client.l01.model.ReplicaStatus;
import io.storyportal.client.l01.model.Session;
import io.storyportal.client.l01.model.Splits;
import io.storyportal.client.l01.model.UpdateDocument;
import io.storyportal.client.l01.model.UpdateFeedback;
import io.storyportal.client.l01.model.UpdatePlan;
import io.storyportal.data.PlayedL04;
import io.storyportal.data.Scene;
import io.storyportal.kit.web.bridge.Bridges;
import io.storyportal.kit.web.bridge.RemoteProblemException;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.config.PortalProperties;
import io.storyportal.kit.web.identity.KeyFolder;
import io.storyportal.kit.web.identity.TokenSigner;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The client that layers use, against the L01 that answers it. */
class L01ClientTest extends Scene {

    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal QUARTER = new BigDecimal("0.25");

    private final Caller caller = new Caller(new TenantId(Ids.uuid7()), "ann", Set.of(Role.ADMIN), null);

    @Autowired
    private KeyFolder keys;

    @Autowired
    private PortalProperties here;

    @Autowired
    private JsonMapper json;

    private Bridges bridges;

    @BeforeEach
    void callAsTheDoor() {
        bridges = bridgesOf("l09");
    }

    private Bridges bridgesOf(String layer) {
        TokenSigner signer = new TokenSigner(layer, keys, Clock.systemUTC());
        signer.load();
        PortalProperties properties = new PortalProperties(
                layer,
                PortalProperties.Profile.DEV,
                here.home(),
                here.keysDir(),
                List.of(),
                List.of(),
                Map.of("l01", URI.create("http://127.0.0.1:" + port())),
                Duration.ofSeconds(10));
        return new Bridges(properties, signer, WebClient.builder(), json);
    }

    private <T> T ask(Mono<T> call) {
        return Objects.requireNonNull(call.contextWrite(caller::write).block(Duration.ofSeconds(30)));
    }

    private <T> boolean isEmpty(Mono<T> call) {
        return Boolean.FALSE.equals(ask(call.hasElement()));
    }

    @Test
    void recordsEvaluationsAndSumsThemUp() {
        L01Client l01 = new L01Client(bridges);
        UUID agent = ask(new L01Client(bridgesOf("l02"))
                        .createAgent(new CreateAgent("scout").did("did:portal:" + Ids.uuid7())))
                .getId();
        for (String score : List.of("0.5", "0.9")) {
            ask(l01.recordEvaluation(new CreateEvaluation("quality", new BigDecimal(score)).agentId(agent)));
        }
        assertThat(ask(l01.getAgentStats(agent)).getTypes()).singleElement().satisfies(type -> {
            assertThat(type.getEvaluationType()).isEqualTo("quality");
            assertThat(type.getCount()).isEqualTo(2);
            assertThat(type.getAverage()).isEqualByComparingTo("0.7");
        });
    }

    @Test
    void takesFeedbackOffTheListOnceItIsProcessed() {
        L01Client l01 = new L01Client(bridges);
        Feedback given =
                ask(l01.recordFeedback(new CreateFeedback("human").rating(4).content("Good")));
        assertThat(ask(l01.getUnprocessedFeedback(10, null)).getItems())
                .extracting(Feedback::getId)
                .containsExactly(given.getId());
        ask(l01.updateFeedback(given.getId(), new UpdateFeedback().processed(true), given.getVersion()));
        assertThat(ask(l01.getUnprocessedFeedback(10, null)).getItems()).isEmpty();
    }

    @Test
    void keepsTheStateOfASessionByVersion() {
        L01Client l01 = new L01Client(bridges);
        Session session = ask(l01.createSession(new CreateSession()));
        UUID id = session.getId();
        assertThat(isEmpty(l01.getState(id))).isTrue();
        Long version = ask(l01.putState(id, Map.of("step", 1), null)).getVersion();
        ask(l01.putState(id, Map.of("step", 2), version));
        assertThatThrownBy(() -> ask(l01.putState(id, Map.of("step", 3), version)))
                .isInstanceOf(RemoteProblemException.class);
        assertThat(ask(l01.getState(id)).getState()).isEqualTo(Map.of("step", 2));
        assertThat(isEmpty(l01.deleteState(id).then(l01.getState(id)))).isTrue();
        assertThat(ask(l01.getSessionHistory(id, null, null)).getItems()).isNotEmpty();
    }

    @Test
    void readsVersionsOfAPlanAndRollsASettingBack() {
        L01Client planning = new L01Client(bridgesOf("l05"));
        UUID goal = ask(planning.createGoal(new CreateGoal("Count"))).getId();
        Plan plan = ask(planning.createPlan(new CreatePlan(goal, List.of())));
        ask(planning.updatePlan(plan.getId(), new UpdatePlan().status(PlanStatus.QUEUED), plan.getVersion()));
        assertThat(ask(planning.listPlanVersions(plan.getId(), null, null)).getItems())
                .hasSize(2);

        L01Client l01 = new L01Client(bridges);
        ConfigEntry first = ask(l01.setConfig("limits", "rate", 10));
        ask(l01.setConfig("limits", "rate", 20));
        long version = Objects.requireNonNull(first.getVersion());
        assertThat(ask(l01.rollbackConfig("limits", "rate", version)).getValue())
                .isEqualTo(10);
        assertThat(ask(l01.getConfigHistory("limits", "rate", null, null)).getItems())
                .hasSize(3);
    }

    @Test
    void findsDocumentsByTheirWords() {
        L01Client l01 = new L01Client(bridges);
        UUID id = ask(l01.createDocument(new CreateDocument("Report").content("About migrating geese")))
                .getId();
        assertThat(ask(l01.findDocuments("report", null, null)).getItems())
                .allSatisfy(found -> assertThat(found.getId()).isEqualTo(id));
        assertThat(ask(l01.findDocuments("migrating", null, null)).getItems()).hasSize(1);
    }

    @Test
    void findsDocumentsByTheirMeaning() {
        L01Client l01 = new L01Client(bridges);
        UUID id = ask(l01.createDocument(new CreateDocument("Report").content("About migrating geese")))
                .getId();
        FoundDocuments found = ask(l01.findDocumentsLike("migrating", "hybrid", 5));
        assertThat(found.getRankedBy()).isEqualTo(RankedBy.HYBRID);
        assertThat(found.getItems()).extracting(FoundDocument::getId).containsExactly(id);
    }

    @Test
    void remembersRecallsAndForgets() {
        L01Memories memories = new L01Memories(bridges);
        UUID id = ask(memories.remember(new CreateMemory("Anna takes tea").importance(HALF)))
                .getId();
        RecallMemories asked = new RecallMemories("tea")
                .limit(3)
                .weights(new RecallWeights().recency(0.0))
                .halfLifeHours(24.0);
        assertThat(ask(memories.recall(asked)).getItems())
                .extracting(item -> item.getMemory().getId())
                .containsExactly(id);
        assertThat(ask(memories.get(id)).getContent()).isEqualTo("Anna takes tea");
        assertThat(ask(memories.list(null, null, null)).getItems()).hasSize(1);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ask(memories.getReplica(id)).getStatus(), ReplicaStatus.ARRIVED::equals);
        assertThat(isEmpty(memories.forget(id))).isTrue();
        assertThatThrownBy(() -> ask(memories.get(id))).isInstanceOf(RemoteProblemException.class);
    }

    @Test
    void replaysAndDropsDeadLetters() {
        L01Memories memories = new L01Memories(bridges);
        PlayedL04.Stage stage =
                PlayedL04.of(caller.tenant()).answers(texts -> PlayedL04.Reply.problem(422, "E4002", "Not for me"));
        UUID id = ask(memories.remember(new CreateMemory("poison"))).getId();
        UUID letter = awaitDeadLetter(memories);
        assertThat(ask(memories.getDeadLetter(letter)).getResourceId()).isEqualTo(id);
        assertThat(isEmpty(memories.replayDeadLetter(letter))).isTrue();
        assertThat(isEmpty(memories.dropDeadLetter(awaitDeadLetter(memories)))).isTrue();
        assertThat(ask(memories.getReplica(id)).getStatus()).isEqualTo(ReplicaStatus.DROPPED);
        stage.isWell();
    }

    private UUID awaitDeadLetter(L01Memories memories) {
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> ask(memories.listDeadLetters(10, null)).getItems(), items -> !items.isEmpty())
                .getFirst()
                .getId();
    }

    @Test
    void addsAnExampleOnceAndSplitsADataset() {
        L01Datasets datasets = new L01Datasets(bridges);
        UUID id = ask(datasets.create(new CreateDataset("answers-" + Ids.uuid7())))
                .getId();
        List<NewExample> examples = IntStream.range(0, 40)
                .mapToObj(i -> new NewExample("question " + i).output("answer " + i))
                .toList();
        ask(datasets.addExamples(id, examples));
        assertThat(ask(datasets.addExamples(id, examples))).hasSize(40);
        assertThat(ask(datasets.listExamples(id, null, 500, null)).getItems()).hasSize(40);
        ask(datasets.split(id, new Splits(QUARTER, HALF, QUARTER)));
        long train = Objects.requireNonNull(ask(datasets.getSplits(id)).getTrain());
        assertThat(ask(datasets.listExamples(id, "train", 500, null)).getItems())
                .hasSize((int) train);
    }

    @Test
    void keepsACachedValueUntilItIsDeleted() {
        L01Cache cache = new L01Cache(bridges);
        assertThat(isEmpty(cache.get("answers", "one"))).isTrue();
        ask(cache.put("answers", "one", Map.of("n", 1), Duration.ofMinutes(5)));
        assertThat(ask(cache.get("answers", "one")).getValue()).isEqualTo(Map.of("n", 1));
        assertThat(isEmpty(cache.delete("answers", "one").then(cache.get("answers", "one"))))
                .isTrue();
    }

    @Test
    void readsMeasurementsByTimeBucket() {
        L01Metrics metrics = new L01Metrics(bridges);
        Instant time = Instant.parse("2026-03-01T10:00:30Z");
        assertThat(ask(metrics.record(
                        List.of(new MetricPoint("depth", 2.0).time(time), new MetricPoint("depth", 4.0).time(time)),
                        "once")))
                .isEqualTo(2);
        assertThat(ask(metrics.query("depth", time.minusSeconds(30), time.plusSeconds(60), "1m", "sum", null)))
                .anySatisfy(bucket -> assertThat(bucket.getValue()).isEqualTo(6.0));
        assertThat(ask(metrics.names(null, null)).getItems()).containsExactly("depth");
    }

    @Test
    void makesAnExportAndReadsARangeOfItsFile() {
        ask(new L01Client(bridges).createDocument(new CreateDocument("Title")));
        L01Exports exports = new L01Exports(bridges);
        UUID id = ask(exports.create(new CreateExport(ExportFormat.NDJSON, "documents"), "once"))
                .getId();
        Export done = await().atMost(Duration.ofSeconds(30))
                .until(() -> ask(exports.get(id)), export -> export.getStatus() == ExportStatus.COMPLETED);
        L01Artifacts artifacts = new L01Artifacts(bridges);
        String whole = text(artifacts.download(done.getArtifactId()));
        assertThat(whole).startsWith("{").contains("Title");
        assertThat(text(artifacts.download(done.getArtifactId(), 1, 4))).isEqualTo(whole.substring(1, 5));
    }

    @Test
    void uploadsAndDownloadsAFile() {
        L01Artifacts artifacts = new L01Artifacts(bridges);
        DataBuffer content = DefaultDataBufferFactory.sharedInstance.wrap("hello".getBytes(StandardCharsets.UTF_8));
        UUID id = ask(artifacts.upload(null, "hello.txt", MediaType.TEXT_PLAIN, Flux.just(content)))
                .getId();
        assertThat(text(artifacts.download(id))).isEqualTo("hello");
    }

    @Test
    void readsWhatWasAndProvesThatNobodyAlteredIt() {
        L01Client l01 = new L01Client(bridges);
        L01History history = new L01History(bridges);
        Document first = ask(l01.createDocument(new CreateDocument("First").content("…")));
        ask(l01.updateDocument(first.getId(), new UpdateDocument().title("Second")));
        assertThat(ask(history.asOf("documents", first.getId(), 1, Document.class))
                        .getTitle())
                .isEqualTo("First");
        assertThat(ask(history.asOf("documents", first.getId(), Instant.now(), Document.class))
                        .getTitle())
                .isEqualTo("Second");
        assertThat(ask(history.verify().last())).satisfies(result -> {
            assertThat(result.finding()).isNull();
            assertThat(result.position()).isEqualTo(2);
        });
    }

    private String text(Flux<DataBuffer> content) {
        return ask(DataBufferUtils.join(content).map(buffer -> {
            String text = buffer.toString(StandardCharsets.UTF_8);
            DataBufferUtils.release(buffer);
            return text;
        }));
    }
}
