package io.storyportal.tools.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.SystemCaller;
import io.storyportal.kit.web.ids.Ids;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.tools.ToolsProblem;
import io.storyportal.tools.fakes.InMemoryToolRecords;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

@Tag("l03")
class CatalogueTest {
    private static final Caller CALLER = SystemCaller.of(new TenantId(Ids.uuid7()), "l05");
    private static final Caller STRANGER = SystemCaller.of(new TenantId(Ids.uuid7()), "l05");

    private final JsonMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private final InMemoryToolRecords records = new InMemoryToolRecords();
    private final BuiltInTools tools = new BuiltInTools(List.of(tool("log.inspect"), tool("web.fetch")));
    private final Catalogue catalogue = new Catalogue(tools, records, json, Duration.ofMinutes(1));

    @Test
    void registersTheToolsAtATenantsFirstUseUnderIdsOfItsOwn() {
        List<ToolView> mine = views(CALLER);
        List<ToolView> theirs = views(STRANGER);

        assertThat(mine).extracting(ToolView::name).containsExactly("log.inspect", "web.fetch");
        assertThat(mine).allSatisfy(t -> assertThat(t.id()).isNotNull());
        assertThat(mine.getFirst().id()).isNotEqualTo(theirs.getFirst().id());
        assertThat(views(CALLER)).isEqualTo(mine);
    }

    @Test
    void findsAToolByItsId() {
        ToolView tool = views(CALLER).getFirst();

        StepVerifier.create(as(CALLER, catalogue.view(String.valueOf(tool.id()))))
                .expectNext(tool)
                .verifyComplete();
        StepVerifier.create(as(STRANGER, catalogue.view(String.valueOf(tool.id()))))
                .verifyErrorSatisfies(
                        e -> assertThat(((ProblemException) e).problem()).isEqualTo(CommonProblem.NOT_FOUND));
    }

    @Test
    void keepsAToolDisabledWhenItsDescriptionChanges() {
        records.disable(CALLER.tenant(), "log.inspect");

        assertThat(views(CALLER).getFirst().enabled()).isFalse();
        StepVerifier.create(as(CALLER, catalogue.enabled("log.inspect")))
                .verifyErrorSatisfies(
                        e -> assertThat(((ProblemException) e).problem()).isEqualTo(ToolsProblem.DISABLED));
    }

    @Test
    void listsTheToolsWithoutL01AndAsksAgainAfterwards() {
        records.unreachable(true);
        assertThat(views(CALLER)).hasSize(2).allSatisfy(t -> assertThat(t.id()).isNull());

        records.unreachable(false);

        assertThat(views(CALLER)).allSatisfy(t -> assertThat(t.id()).isNotNull());
    }

    @Test
    void ranksByMeaningWhenTheGatewayAnswers() {
        ToolSearch search = new ToolSearch(
                catalogue,
                texts -> Mono.just(texts.stream()
                        .map(t -> t.contains("log") || t.contains("broken") ? new float[] {1, 0} : new float[] {0, 1})
                        .toList()));

        StepVerifier.create(as(CALLER, search.search("what is broken", 1)))
                .assertNext(found -> {
                    assertThat(found.mode()).isEqualTo(ToolSearch.SearchMode.SEMANTIC);
                    assertThat(found.items()).singleElement().satisfies(hit -> {
                        assertThat(hit.tool().name()).isEqualTo("log.inspect");
                        assertThat(hit.score()).isEqualTo(1.0);
                    });
                })
                .verifyComplete();
    }

    private Tool tool(String name) {
        return new Tool(BuiltInTools.spec(json, name), call -> Mono.empty());
    }

    private List<ToolView> views(Caller caller) {
        return as(caller, catalogue.list().collectList()).block();
    }

    private static <T> Mono<T> as(Caller caller, Mono<T> mono) {
        return mono.contextWrite(caller::write);
    }
}
