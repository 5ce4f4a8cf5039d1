package io.storyportal.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.web.config.Layer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Holds a layer to its committed description, {@code contracts/openapi/<layer>.yaml}. */
final class CommittedOpenApi {

    private CommittedOpenApi() {}

    static String ofRunning(LayerContract layer) {
        byte[] body = layer.authenticated()
                .get()
                .uri("/v3/api-docs.yaml")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return new String(body == null ? new byte[0] : body, StandardCharsets.UTF_8);
    }

    static void check(LayerContract layer) {
        String id = Layer.current().id();
        String actual = ofRunning(layer);
        Path file = repositoryRoot().resolve("contracts/openapi").resolve(id + ".yaml");
        try {
            if (Boolean.getBoolean("contracts.update")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as(
                            "contracts/openapi/%s.yaml is out of date; repair it with:"
                                    + " ./mvnw test -pl :%s -am -Dtest='*LayerTest' -Dsurefire.failIfNoSpecifiedTests=false"
                                    + " -Dcontracts.update=true",
                            id, Path.of("").toAbsolutePath().getFileName())
                    .isEqualTo(actual);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path repositoryRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("The test runs outside the repository");
            }
        }
        return folder;
    }
}
