package io.storyportal.data.documents;

import io.storyportal.data.database.Database;
import io.storyportal.data.embeddings.Questions;
import io.storyportal.data.embeddings.Source;
import io.storyportal.data.embeddings.VectorSearch;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class DocumentConfiguration {

    @Bean
    DocumentSearch documentSearch(Database database, JsonMapper json) {
        return new DocumentSearch(database, json);
    }

    @Bean
    DocumentMeanings documentMeanings(
            VectorSearch vectors, Questions questions, DocumentSearch search, JsonMapper json) {
        return new DocumentMeanings(vectors, questions, search, json);
    }

    @Bean
    Source documentSource() {
        return Documents.SOURCE;
    }
}
