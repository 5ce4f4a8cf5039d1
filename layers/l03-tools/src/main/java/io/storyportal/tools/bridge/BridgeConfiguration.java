package io.storyportal.tools.bridge;

import io.storyportal.client.l01.L01Client;
import io.storyportal.kit.web.bridge.Bridges;
import io.storyportal.tools.catalogue.Embeddings;
import io.storyportal.tools.catalogue.ToolRecords;
import io.storyportal.tools.documents.Documents;
import io.storyportal.tools.invocation.ExecutionJournal;
import io.storyportal.tools.workspace.Workspaces;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The ports of the tools, answered by the other layers. */
@Configuration(proxyBeanMethods = false)
class BridgeConfiguration {
    @Bean
    L01Client l01Client(Bridges bridges) {
        return new L01Client(bridges);
    }

    @Bean
    ToolRecords toolRecords(L01Client l01, JsonMapper json) {
        return new L01Catalogue(l01, json);
    }

    @Bean
    Documents documents(L01Client l01) {
        return new L01Documents(l01);
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
