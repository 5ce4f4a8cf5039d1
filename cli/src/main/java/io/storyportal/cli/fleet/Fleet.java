package io.storyportal.cli.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The fleet as {@code layers.yaml} describes it.
 *
 * @param root the project's folder
 * @param offset added to every port, so that several fleets can run on one machine
 */
public record Fleet(Path root, int offset, List<Server> servers, List<Layer> layers) {

    public static final String DOOR = "l09";

    /** PostgreSQL or Redis. */
    public record Server(String id, String name, int port) {}

    private record Table(List<Server> servers, List<Layer> layers) {}

    public static Fleet read(Path root, int offset) {
        var file = root.resolve("layers.yaml");
        var mapper = YAMLMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .build();
        try {
            var table = mapper.readValue(Files.readString(file), Table.class);
            return new Fleet(root, offset, List.copyOf(table.servers()), List.copyOf(table.layers()));
        } catch (IOException e) {
            throw new FleetException("Cannot read " + file, "Run portal from a complete checkout of the project", e);
        } catch (JacksonException e) {
            throw new FleetException(
                    file + " is not a fleet table: " + e.getOriginalMessage(), "Repair that line of the file", e);
        }
    }

    public Layer layer(String id) {
        return layers.stream()
                .filter(layer -> layer.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new FleetException(
                        "There is no layer " + id,
                        "Use one of "
                                + String.join(
                                        ", ", layers.stream().map(Layer::id).toList())));
    }

    public int port(Layer layer) {
        return layer.port() + offset;
    }

    public int serverPort(String id) {
        return servers.stream()
                .filter(server -> server.id().equals(id))
                .mapToInt(server -> server.port() + offset)
                .findFirst()
                .orElseThrow();
    }

    public String url(Layer layer) {
        return "http://127.0.0.1:" + port(layer);
    }

    /** Every layer's address by id. */
    public Map<String, String> urls() {
        var urls = new LinkedHashMap<String, String>();
        layers.forEach(layer -> urls.put(layer.id(), url(layer)));
        return urls;
    }

    /** The layer's packaged program, absent before the build. */
    public Optional<Path> bootJar(Layer layer) {
        var target = root.resolve(layer.module()).resolve("target");
        try (var files = Files.newDirectoryStream(target, "*-boot.jar")) {
            for (var file : files) {
                return Optional.of(file);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
