package io.storyportal.data.memories;

import io.storyportal.data.database.Database;
import io.storyportal.data.embeddings.Questions;
import io.storyportal.data.embeddings.Source;
import io.storyportal.data.embeddings.VectorSearch;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class MemoryConfiguration {

    @Bean
    Source memorySource() {
        return Memories.SOURCE;
    }

    @Bean
    Recall recall(Database database, VectorSearch vectors, Questions questions, JsonMapper json, Clock clock) {
        return new Recall(database, vectors, questions, json, clock);
    }
}
