package io.storyportal.runtime.sandboxes;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.runtime.RuntimeTest;
import io.storyportal.runtime.workspace.WorkspaceLayout;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

class FilesTest extends RuntimeTest {

    @Autowired
    private WorkspaceLayout layout;

    private UUID agent;

    @BeforeEach
    void spawnAgent() {
        agent = spawn(Map.of("name", "files", "resource_limits", Map.of("disk_mb", 4)));
    }

    private String files() {
        return "/sandboxes/" + agent + "/files";
    }

    private ResponseSpec put(String path, byte[] content) {
        return developer()
                .put()
                .uri(files() + "/" + path)
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .bodyValue(content)
                .exchange();
    }

    private ResponseSpec get(String path) {
        return developer().get().uri(files() + "/" + path).exchange();
    }

    @Test
    void whatIsWrittenIsReadByProgramsAndBack() {
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);

        JsonNode entry = ok(put("a/b/c.bin", content));
        assertThat(entry.path("path").asString()).isEqualTo("a/b/c.bin");
        assertThat(entry.path("size").asLong()).isEqualTo(content.length);

        assertThat(text(exec(agent, shell("cp a/b/c.bin a/b/d.bin && wc -c < a/b/d.bin")), "stdout")
                        .strip())
                .isEqualTo("300000");
        byte[] read = get("a/b/d.bin")
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentLength(content.length)
                .expectBody()
                .returnResult()
                .getResponseBody();
        assertThat(read).isEqualTo(content);
    }

    @Test
    void namesMayBeAnythingAFileSystemAllows() {
        String name = "grüße & 100% (neu) {x}.txt";
        developer()
                .put()
                .uri(uri -> URI.create(uri.build() + files() + "/" + UriUtils.encodePathSegment(name, "UTF-8")))
                .bodyValue("hi")
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(text(exec(agent, shell("ls")), "stdout")).isEqualTo(name + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../sandbox.json",
                "..%2fsandbox.json",
                "a/../../usage",
                "%2e%2e/usage",
                "a//b",
                "./a",
                "a/",
                "a%00b",
                "a%0ab"
            })
    void noPathLeadsOutOfTheWorkspace(String path) {
        URI uri = URI.create(files() + "/" + path);
        Problems.expectRefusal(developer()
                .get()
                .uri(base -> URI.create(base.build() + uri.toString()))
                .exchange());
        Problems.expectRefusal(developer()
                .put()
                .uri(base -> URI.create(base.build() + uri.toString()))
                .bodyValue("x")
                .exchange());
        Problems.expectRefusal(developer()
                .delete()
                .uri(base -> URI.create(base.build() + uri.toString()))
                .exchange());
        assertThat(layout.description(TENANT.value(), agent)).exists();
    }

    @Test
    void noLinkLeadsOutOfTheWorkspace(@TempDir Path outside) throws IOException {
        Path secret = Files.writeString(outside.resolve("secret"), "secret");
        exec(agent, shell("ln -s " + secret + " file; ln -s " + outside + " folder; ln -s /etc/passwd passwd"));

        Problems.expect(get("file"), 422, "E2106");
        Problems.expect(get("folder/secret"), 422, "E2106");
        Problems.expect(get("passwd"), 422, "E2106");
        Problems.expect(put("folder/planted", new byte[1]), 422, "E2106");
        Problems.expect(developer().delete().uri(files() + "/folder/secret").exchange(), 422, "E2106");
        ok(put("file", "replaced".getBytes()));

        assertThat(secret).hasContent("secret");
        assertThat(outside.resolve("planted")).doesNotExist();
    }

    @Test
    void deletingAFolderRemovesLinksAndNotWhatTheyPointTo(@TempDir Path outside) throws IOException {
        Path kept = Files.writeString(outside.resolve("kept"), "kept");
        exec(agent, shell("mkdir -p d/e; ln -s " + outside + " d/e/link; echo x > d/e/f"));
        developer().delete().uri(files() + "/d").exchange().expectStatus().isNoContent();
        assertThat(kept).exists();
        Problems.expect(get("d/e/f"), 404, "E2107");
    }

    @Test
    void listsEverythingInOrderPageByPage() {
        exec(agent, shell("mkdir -p b/x a; for i in 1 2 3; do echo $i > a/$i; echo $i > b/x/$i; done; ln -s a l"));
        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page =
                    ok(developer().get().uri(files() + "?limit=2" + cursor).exchange());
            page.path("items")
                    .valueStream()
                    .forEach(item -> seen.add(item.path("path").asString()));
            cursor = page.has("next_cursor")
                    ? "&cursor=" + page.path("next_cursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        assertThat(seen).containsExactly("a", "a/1", "a/2", "a/3", "b", "b/x", "b/x/1", "b/x/2", "b/x/3", "l");

        JsonNode below = ok(developer().get().uri(files() + "?under=b/x").exchange());
        assertThat(below.path("items").valueStream().map(item -> item.path("path")
                        .asString()))
                .containsExactly("b/x/1", "b/x/2", "b/x/3");
        Problems.expect(developer().get().uri(files() + "?under=none").exchange(), 404, "E2107");
    }

    @Test
    void refusesAFileThatDoesNotFitAndKeepsNothingOfIt() {
        Problems.expect(put("big", new byte[5 << 20]), 413, "E2108");
        assertThat(text(exec(agent, shell("ls | wc -l")), "stdout").strip()).isEqualTo("0");
        ok(put("fits", new byte[3 << 20]));
        Problems.expect(put("second", new byte[3 << 20]), 413, "E2108");
    }

    @Test
    void refusesWhatIsNotAFile() {
        exec(agent, shell("mkdir folder"));
        Problems.expect(get("folder"), 409, "E2112");
        Problems.expect(put("folder", new byte[1]), 409, "E2112");
        Problems.expect(get("none"), 404, "E2107");
        Problems.expect(developer().delete().uri(files() + "/none").exchange(), 404, "E2107");
    }

    @Test
    void aGuestReadsAndDoesNotWrite() {
        ok(put("file", "x".getBytes()));
        var guest = as(TENANT, Role.GUEST);
        guest.get().uri(files() + "/file").exchange().expectStatus().isOk();
        Problems.expect(guest.put().uri(files() + "/file").bodyValue("y").exchange(), 403, "E2012");
        Problems.expect(guest.delete().uri(files() + "/file").exchange(), 403, "E2012");
    }

    @Test
    void onlyAnAdministratorChangesFilesOfAnAgentOnTheHost() {
        String file = "/sandboxes/" + spawn(Map.of("name", "host", "trust_level", "TRUSTED")) + "/files/file";
        admin().put().uri(file).bodyValue("x").exchange().expectStatus().isOk();

        Problems.expect(developer().put().uri(file).bodyValue("y").exchange(), 403, "E2105");
        Problems.expect(developer().delete().uri(file).exchange(), 403, "E2105");
        developer().get().uri(file).exchange().expectStatus().isOk();
    }

    @Test
    void listingShowsKindsAndSizes() {
        exec(agent, shell("printf 12345 > f; mkdir d; ln -s f l"));
        List<String> kinds = ok(developer().get().uri(files()).exchange())
                .path("items")
                .valueStream()
                .map(item -> item.path("path").asString() + " "
                        + item.path("type").asString() + " " + item.path("size").asLong())
                .toList();
        assertThat(kinds).containsExactly("d folder 0", "f file 5", "l symlink 0");
    }
}
