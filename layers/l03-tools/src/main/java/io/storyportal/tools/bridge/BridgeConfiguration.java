package io.storyportal.tools.bridge;

import io.storyportal.client.l01.L01Client;
import io.storyportal.kit.web.bridge.Bridges;
import io.storyportal.tools.catalogue.Embeddings;
import io.storyportal.tools.invocation.ExecutionJournal;
import io.storyportal.tools.workspace.Workspaces;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The ports of the tools, answered by the other layers. */
@Configuration(proxyBeanMethods = false)
public class BridgeConfiguration {
    @Bean
    L01Client l01Client(Bridges bridges) {
        return new L01Client(bridges);
    }

    /** One bean for both its ports: two of this type would each be a candidate for either. */
    @Bean
    L01Bridge l01Bridge(L01Client l01, JsonMapper json) {
        return new L01Bridge(l01, json);
    }

    @Bean
    ExecutionJournal executionJournal(L01Client l01, JsonMapper json, Clock clock) {
        return new L01Journal(l01, json, clock);
    }

    @Bean
    Workspaces workspaces(Bridges bridges) {
        return new L02Bridge(bridges);
    }

    @Bean
    Embeddings embeddings(Bridges bridges) {
        return new L04Bridge(bridges);
    }
}
