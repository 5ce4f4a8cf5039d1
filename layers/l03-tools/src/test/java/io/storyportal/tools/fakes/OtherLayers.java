package io.storyportal.tools.fakes;

import io.storyportal.tools.catalogue.BuiltInTools;
import io.storyportal.tools.catalogue.Effects;
import io.storyportal.tools.catalogue.Embeddings;
import io.storyportal.tools.catalogue.ExecutionMode;
import io.storyportal.tools.catalogue.Tool;
import io.storyportal.tools.catalogue.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The ports of L03 answered in memory, and beside the built-in tools one for each kind of effect whose work the test decides. */
@TestConfiguration(proxyBeanMethods = false)
public class OtherLayers {
    @Bean
    @Primary
    InMemoryJournal journal() {
        return new InMemoryJournal();
    }

    @Bean
    @Primary
    InMemoryToolRecords records() {
        return new InMemoryToolRecords();
    }

    @Bean
    @Primary
    InMemoryWorkspaces inMemoryWorkspaces() {
        return new InMemoryWorkspaces();
    }

    @Bean
    @Primary
    InMemoryDocuments inMemoryDocuments() {
        return new InMemoryDocuments();
    }

    @Bean
    @Primary
    Embeddings noEmbeddings() {
        return texts -> Mono.error(new IllegalStateException("L04 is away"));
    }

    @Bean
    ScriptedWork scriptedWork() {
        return new ScriptedWork();
    }

    @Bean
    @Primary
    BuiltInTools toolsAndTestTools(BuiltInTools builtInTools, ScriptedWork work, JsonMapper json) {
        List<Tool> all = new ArrayList<>(builtInTools.all());
        for (Effects effects : Effects.values()) {
            ToolSpec spec = new ToolSpec(
                    "test." + effects.name().toLowerCase(),
                    "For tests",
                    "test",
                    effects,
                    ExecutionMode.IN_PROCESS,
                    20,
                    2,
                    false,
                    json.readTree("{\"type\":\"object\"}"));
            all.add(new Tool(spec, work::run));
        }
        return new BuiltInTools(all);
    }
}
