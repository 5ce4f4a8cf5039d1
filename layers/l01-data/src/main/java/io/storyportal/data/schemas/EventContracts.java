package io.storyportal.data.schemas;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads what {@code contracts/events} holds, from the jar. */
final class EventContracts {

    private static final String FOLDER = "classpath*:contracts/events/";

    private EventContracts() {}

    static EventTypes types() {
        JsonNode registry = read(resources("registry.yaml").getFirst(), new YAMLMapper());
        List<EventTypes.Entry> entries = new ArrayList<>();
        for (JsonNode entry : registry.path("registry")) {
            entries.add(new EventTypes.Entry(
                    EventPattern.parse(entry.path("types").asString()),
                    words(entry.path("owners")),
                    entry.path("schema").asString(null)));
        }
        return new EventTypes(entries);
    }

    /** By file name without its ending: {@code goal.created.v1}. */
    static Map<String, Schema> schemas() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        Map<String, Schema> schemas = new HashMap<>();
        for (Resource file : resources("*.json")) {
            String name = Objects.requireNonNull(file.getFilename());
            schemas.put(
                    name.substring(0, name.length() - ".json".length()),
                    registry.getSchema(read(file, JsonMapper.shared())));
        }
        return schemas;
    }

    private static Set<String> words(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet());
    }

    private static JsonNode read(Resource file, ObjectMapper mapper) {
        try (InputStream content = file.getInputStream()) {
            return mapper.readTree(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Resource> resources(String pattern) {
        try {
            return List.of(new PathMatchingResourcePatternResolver().getResources(FOLDER + pattern));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
