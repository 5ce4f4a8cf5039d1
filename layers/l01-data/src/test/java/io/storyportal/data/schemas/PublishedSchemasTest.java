package io.storyportal.data.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * A published version of an event's schema never changes incompatibly: {@code contracts/events/published} has each as it was
 * last published. A compatible change is published by {@code -Dcontracts.update=true}, an incompatible one is a new version.
 */
@Tag("l01")
class PublishedSchemasTest {

    private static final Path SCHEMAS =
            Path.of("../../contracts/events").toAbsolutePath().normalize();
    private static final Path PUBLISHED = SCHEMAS.resolve("published");

    @Test
    void noPublishedSchemaChangedIncompatibly() throws IOException {
        for (String name : names(PUBLISHED)) {
            assertThat(SCHEMAS.resolve(name))
                    .as("%s was published: events of it are recorded", name)
                    .exists();
            assertThat(SchemaCompatibility.reasonsAgainst(
                            JsonMapper.shared().readTree(PUBLISHED.resolve(name).toFile()),
                            JsonMapper.shared().readTree(SCHEMAS.resolve(name).toFile())))
                    .as("%s may only grow; make a next version of it instead", name)
                    .isEmpty();
        }
    }

    @Test
    void everySchemaIsPublishedAsItStands() throws IOException {
        noPublishedSchemaChangedIncompatibly();
        for (String name : names(SCHEMAS)) {
            String content = Files.readString(SCHEMAS.resolve(name));
            if (Boolean.getBoolean("contracts.update")) {
                Files.writeString(PUBLISHED.resolve(name), content);
            }
            assertThat(PUBLISHED.resolve(name))
                    .as(
                            "%s is new or has grown; publish it with: ./mvnw test -pl :l01-data -am -Dtest=PublishedSchemasTest"
                                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dcontracts.update=true",
                            name)
                    .exists()
                    .hasContent(content);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
