package io.storyportal.planning.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The templates that ship with the layer, read once.
 *
 * @param nothing goals that no template fits, so that "nearest" can also mean "none"
 */
public record TemplateCatalogue(List<Template> templates, List<String> nothing) {
    private static final List<String> SHIPPED =
            List.of("profile-dataset", "inspect-log", "compare-datasets", "audit-site", "answer-question");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private record Nothing(List<String> examples) {}

    public TemplateCatalogue {
        templates = List.copyOf(templates);
        nothing = List.copyOf(nothing);
    }

    public static TemplateCatalogue shipped() {
        Stream<Template> templates = SHIPPED.stream().map(name -> read(name, Template.class));
        return new TemplateCatalogue(
                templates.toList(), read("none-of-these", Nothing.class).examples());
    }

    private static <T> T read(String name, Class<T> type) {
        String path = "/templates/" + name + ".yaml";
        try (InputStream in = TemplateCatalogue.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The template " + path + " is not in the jar");
            }
            return YAML.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<Template> named(String name) {
        return templates.stream()
                .filter(template -> template.name().equals(name))
                .findFirst();
    }

    public List<String> names() {
        return templates.stream().map(Template::name).toList();
    }

    /** Every sentence that matching compares a goal with, template by template, then those that fit none. */
    public List<String> sentences() {
        List<String> all = new ArrayList<>();
        templates.forEach(template -> all.addAll(template.examples()));
        all.addAll(nothing);
        return all;
    }
}
