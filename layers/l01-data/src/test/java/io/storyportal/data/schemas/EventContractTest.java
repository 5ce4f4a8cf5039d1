package io.storyportal.data.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.data.DataCatalogue;
import io.storyportal.data.resources.ResourceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The schemas of resources' events are made of the committed OpenAPI, so that wire and events cannot disagree. */
@Tag("l01")
class EventContractTest {

    private static final Path CONTRACTS =
            Path.of("../../contracts").toAbsolutePath().normalize();
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Test
    void holdsASchemaForEveryEventOfEveryResource() throws IOException {
        JsonNode api = new YAMLMapper().readTree(CONTRACTS.resolve("openapi/l01.yaml"));
        Map<String, String> expected = new TreeMap<>();
        for (ResourceType<?> type : DataCatalogue.types().all()) {
            new ResourceEventSchemas(api, type)
                    .all()
                    .forEach((name, schema) -> expected.put(name + ".v1.json", JSON.writeValueAsString(schema) + "\n"));
        }
        for (Map.Entry<String, String> file : expected.entrySet()) {
            Path path = CONTRACTS.resolve("events").resolve(file.getKey());
            if (Boolean.getBoolean("contracts.update")) {
                Files.writeString(path, file.getValue());
            }
            assertThat(path)
                    .as(
                            "contracts/events/%s is out of date; repair it with: ./mvnw test -pl :l01-data -am"
                                    + " -Dtest=EventContractTest -Dsurefire.failIfNoSpecifiedTests=false -Dcontracts.update=true",
                            file.getKey())
                    .exists()
                    .hasContent(file.getValue());
        }
    }

    @Test
    void namesTheOwnerOfEveryTypeThatHasASchema() throws IOException {
        EventTypes types = EventContracts.types();
        try (Stream<Path> files = Files.list(CONTRACTS.resolve("events"))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".v1.json") && name.contains("."))
                    .map(name -> name.substring(0, name.length() - ".v1.json".length()))
                    .map(name -> name.contains(".") ? name : name + ".happened")
                    .forEach(type -> assertThat(types.schemaOf(type)).isNotBlank());
        }
    }
}
