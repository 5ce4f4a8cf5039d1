package io.storyportal.cli.launch;

import io.storyportal.cli.fleet.Fleet;
import io.storyportal.cli.fleet.Layer;
import io.storyportal.kit.servers.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Two layers, the door needing the other, on free ports; their boot jars hold a word each. */
final class FakeFleet {

    private FakeFleet() {}

    static Fleet in(Path root) throws IOException {
        var data = layer("l01", List.of("postgres", "redis"));
        var door = layer("l09", List.of("l01"));
        for (var layer : List.of(data, door)) {
            build(root, layer, "first");
        }
        var servers = List.of(
                new Fleet.Server("postgres", "PostgreSQL", Ports.free()),
                new Fleet.Server("redis", "Redis", Ports.free()));
        return new Fleet(root, 0, servers, List.of(data, door));
    }

    static void build(Path root, Layer layer, String content) throws IOException {
        var target = root.resolve(layer.module()).resolve("target");
        Files.createDirectories(target);
        Files.writeString(target.resolve("fake-boot.jar"), layer.id() + content);
    }

    private static Layer layer(String id, List<String> needs) {
        return new Layer(id, "Fake", Ports.free(), "layers/" + id, needs, "32m", "32m", "32m", Layer.Compiler.QUICK);
    }
}
