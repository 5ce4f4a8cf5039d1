package io.storyportal.tools.bridge;

import io.storyportal.client.l01.L01Client;
import io.storyportal.client.l01.model.CreateTool;
import io.storyportal.client.l01.model.Tool;
import io.storyportal.client.l01.model.UpdateTool;
import io.storyportal.kit.web.bridge.RemoteProblemException;
import io.storyportal.tools.catalogue.ToolRecord;
import io.storyportal.tools.catalogue.ToolRecords;
import io.storyportal.tools.catalogue.ToolSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The catalogue of the caller's tenant in L01. */
final class L01Catalogue implements ToolRecords {
    private static final int PAGE = 500;

    private final L01Client l01;
    private final JsonMapper json;

    L01Catalogue(L01Client l01, JsonMapper json) {
        this.l01 = l01;
        this.json = json;
    }

    @Override
    public Flux<ToolRecord> all() {
        return l01.listTools(null, PAGE, null)
                .expand(page ->
                        page.getNextCursor() == null ? Mono.empty() : l01.listTools(null, PAGE, page.getNextCursor()))
                .flatMapIterable(page -> Objects.requireNonNullElse(page.getItems(), List.<Tool>of()))
                .map(L01Catalogue::record);
    }

    @Override
    public Mono<ToolRecord> register(ToolSpec spec, String versionHash) {
        CreateTool tool = new CreateTool(spec.name(), schema(spec))
                .description(spec.description())
                .toolType("builtin")
                .permissions(Map.of("role", "DEVELOPER"))
                .metadata(metadata(spec))
                .enabled(true)
                .versionHash(versionHash);
        return l01.registerTool(tool)
                .onErrorResume(
                        RemoteProblemException.class,
                        refused -> refused.is(HttpStatus.CONFLICT) ? named(spec.name(), refused) : Mono.error(refused))
                .map(L01Catalogue::record);
    }

    /** Another instance registered it at the same time. */
    private Mono<Tool> named(String name, RemoteProblemException refused) {
        return l01.listTools(name, 1, null)
                .flatMapIterable(page -> Objects.requireNonNullElse(page.getItems(), List.<Tool>of()))
                .next()
                .switchIfEmpty(Mono.error(refused));
    }

    @Override
    public Mono<ToolRecord> update(ToolRecord record, ToolSpec spec, String versionHash) {
        UpdateTool changes = new UpdateTool()
                .description(spec.description())
                .schemaDef(schema(spec))
                .metadata(metadata(spec))
                .versionHash(versionHash);
        return l01.updateTool(record.id(), changes).map(L01Catalogue::record);
    }

    private Map<String, Object> schema(ToolSpec spec) {
        return json.convertValue(spec.inputSchema(), new TypeReference<>() {});
    }

    private static Map<String, Object> metadata(ToolSpec spec) {
        return Map.of(
                "category", spec.category(),
                "effects", spec.effects().name().toLowerCase(Locale.ROOT),
                "execution", spec.execution().name().toLowerCase(Locale.ROOT));
    }

    private static ToolRecord record(Tool tool) {
        return new ToolRecord(
                Objects.requireNonNull(tool.getId()),
                Objects.requireNonNull(tool.getName()),
                !Boolean.FALSE.equals(tool.getEnabled()),
                tool.getVersionHash());
    }
}
