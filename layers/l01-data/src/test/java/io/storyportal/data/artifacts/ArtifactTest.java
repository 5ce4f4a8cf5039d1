package io.storyportal.data.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.Api;
import io.storyportal.data.Scene;
import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.digest.Sha256;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

class ArtifactTest extends Scene {

    private static ResponseSpec upload(Api api, String query, byte[] content) {
        return api.client()
                .post()
                .uri("/api/artifacts?" + query)
                .contentType(MediaType.parseMediaType("text/csv"))
                .bodyValue(content)
                .exchange();
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    @Test
    void givesBackWhatItTook() {
        Api api = newTenant();
        byte[] content = noise(5_000_000);
        JsonNode artifact =
                Api.json(upload(api, "name=orders.csv", content).expectStatus().isCreated());
        assertThat(artifact.path("size").asLong()).isEqualTo(content.length);
        assertThat(artifact.path("content_type").asString()).isEqualTo("text/csv");
        assertThat(artifact.path("sha256").asString())
                .isEqualTo(HexFormat.of().formatHex(Sha256.begin().digest(content)));
        api.get("/api/artifacts/" + artifact.path("id").asString() + "/content")
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("text/csv")
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .contentLength(content.length)
                .expectBody(byte[].class)
                .isEqualTo(content);
    }

    @Test
    void takesAnEmptyFile() {
        Api api = newTenant();
        String id = Api.json(upload(api, "name=empty.csv", new byte[0])
                        .expectStatus()
                        .isCreated())
                .path("id")
                .asString();
        api.get("/api/artifacts/" + id + "/content")
                .expectStatus()
                .isOk()
                .expectBody()
                .isEmpty();
    }

    @Test
    void takesTheSameUploadAgainAndNoOtherUnderItsId() {
        Api api = newTenant();
        String query = "name=a.csv&id=" + Ids.uuid7();
        JsonNode first = Api.json(upload(api, query, noise(100)).expectStatus().isCreated());
        assertThat(Api.json(upload(api, query, noise(100)))).isEqualTo(first);
        Problems.expect(upload(api, query, noise(200)), 409, "E1103");
        api.get("/api/artifacts/" + first.path("id").asString() + "/content")
                .expectBody(byte[].class)
                .isEqualTo(noise(100));
    }

    @Test
    void storesOnceWhatIsSentTwiceWithOneKey() {
        Api api = newTenant();
        List<String> ids = Stream.of(1, 2)
                .map(attempt -> Api.json(api.client()
                                .post()
                                .uri("/api/artifacts?name=a.csv")
                                .header("Idempotency-Key", "upload-1")
                                .bodyValue(noise(50))
                                .exchange())
                        .path("id")
                        .asString())
                .toList();
        assertThat(ids.getFirst()).isEqualTo(ids.getLast());
        api.get("/api/artifacts/" + ids.getFirst() + "/content")
                .expectBody(byte[].class)
                .isEqualTo(noise(50));
        assertThat(api.read("/api/artifacts").path("items")).hasSize(1);
    }

    @Test
    void keepsTheBytesOfAnArtifactWhenAnotherUploadUnderItsIdIsNotRecorded() {
        Api api = newTenant();
        String id = Ids.uuid7().toString();
        String other = uploadOnce(api, Ids.uuid7().toString(), "first");
        assertThat(uploadOnce(api, id, "second")).isEqualTo(id);
        assertThat(uploadOnce(api, id, "first")).isEqualTo(other);
        api.get("/api/artifacts/" + id + "/content")
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .isEqualTo(noise(50));
    }

    private static String uploadOnce(Api api, String id, String key) {
        return Api.json(api.client()
                        .post()
                        .uri("/api/artifacts?name=a.csv&id=" + id)
                        .header("Idempotency-Key", key)
                        .bodyValue(noise(50))
                        .exchange()
                        .expectStatus()
                        .isCreated())
                .path("id")
                .asString();
    }

    @Test
    void putsTheBytesBackThatARefusedUploadTookAway(@TempDir Path folder) {
        ArtifactFiles files = new ArtifactFiles(folder, 1000);
        TenantId tenant = new TenantId(Ids.uuid7());
        UUID id = Ids.uuid7();
        Flux<DataBuffer> content =
                Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(noise(100))));
        Function<ArtifactFiles.Stored, Mono<Path>> refused =
                stored -> files.delete(tenant, id, stored.sha256()).thenReturn(stored.path());
        Path kept = files.write(tenant, id, content, stored -> files.write(tenant, id, content, refused)
                        .flatMap(path -> {
                            assertThat(path).doesNotExist();
                            return files.keep(stored).thenReturn(path);
                        }))
                .block(Duration.ofSeconds(10));
        assertThat(kept).hasBinaryContent(noise(100));
        assertThat(folder.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void refusesANameThatIsAPath() {
        Problems.expect(upload(newTenant(), "name=../etc/passwd", noise(1)), 422, "E1002");
    }

    @Test
    void deletesTheFactAndTheBytes() {
        Api api = newTenant();
        String path = "/api/artifacts/"
                + Api.json(upload(api, "name=a", noise(10))).path("id").asString();
        api.client().delete().uri(path).exchange().expectStatus().isNoContent();
        Problems.expect(api.get(path), 404, "E1003");
        Problems.expect(api.get(path + "/content"), 404, "E1003");
    }

    @Test
    void aDownloadUnderWayComesToItsEndWhenItsFileIsDeleted(@TempDir Path folder) {
        ArtifactFiles files = new ArtifactFiles(folder, 10_000_000);
        TenantId tenant = new TenantId(Ids.uuid7());
        UUID id = Ids.uuid7();
        int size = 3_000_000;
        ArtifactFiles.Stored stored = files.write(
                        tenant, id, Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(noise(size))), Mono::just)
                .block(Duration.ofSeconds(10));
        assertThat(stored).isNotNull();
        Flux<Integer> read = files.read(tenant, id, stored.sha256(), 0, size)
                .concatMap(chunk -> files.deleteAll(tenant, id).thenReturn(chunk.readableByteCount()), 1);
        assertThat(read.reduce(0, Integer::sum).block(Duration.ofSeconds(10))).isEqualTo(size);
        assertThat(stored.path()).doesNotExist();
    }

    @Test
    void stopsAtItsLimitAndLeavesNothing(@TempDir Path folder) throws IOException {
        ArtifactFiles files = new ArtifactFiles(folder, 1000);
        Flux<DataBuffer> tooMuch = Flux.range(0, 11).map(i -> DefaultDataBufferFactory.sharedInstance.wrap(noise(100)));
        StepVerifier.create(files.write(new TenantId(Ids.uuid7()), Ids.uuid7(), tooMuch, Mono::just))
                .expectErrorSatisfies(failure -> assertThat(
                                ((ProblemException) failure).problem().code())
                        .isEqualTo("E1109"))
                .verify(Duration.ofSeconds(10));
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void discardsOnlyUploadsThatWereCutOffLongAgo(@TempDir Path folder) throws IOException {
        Path incoming = Files.createDirectories(folder.resolve("incoming"));
        Path old = Files.createFile(incoming.resolve("old"));
        Path recent = Files.createFile(incoming.resolve("recent"));
        Instant now = Instant.now();
        Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofHours(25))));
        new ArtifactFiles(folder, 1000).discardAbandoned(now).block(Duration.ofSeconds(10));
        assertThat(old).doesNotExist();
        assertThat(recent).exists();
    }
}
