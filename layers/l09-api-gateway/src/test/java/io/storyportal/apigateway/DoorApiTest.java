package io.storyportal.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds the door's own operations to contracts/openapi/l09.yaml. */
@Tag("l09")
class DoorApiTest extends DoorTestBase {

    private static final Path COMMITTED = Path.of("../../contracts/openapi/l09.yaml");

    @Test
    void isDescribedByTheCommittedOpenApi() throws IOException {
        byte[] actual = with(key("reader", "GUEST", "STANDARD"))
                .get()
                .uri("/v3/api-docs.yaml")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBodyContent();
        if (Boolean.getBoolean("contracts.update")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.write(COMMITTED, actual);
        }
        assertThat(new String(actual, StandardCharsets.UTF_8))
                .as("repair with: ./mvnw test -pl :l09-api-gateway -am -Dtest=DoorApiTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dcontracts.update=true")
                .isEqualTo(Files.readString(COMMITTED));
    }
}
