package io.storyportal.data.embeddings;

import io.micrometer.core.instrument.MeterRegistry;
import io.storyportal.data.DataProperties;
import io.storyportal.data.database.Database;
import io.storyportal.data.watching.WatchedNumber;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EmbeddingConfiguration {

    @Bean
    CurrentModel currentModel() {
        return new CurrentModel();
    }

    @Bean
    Questions questions(Embedder embedder, CurrentModel model) {
        return new Questions(embedder, model);
    }

    @Bean
    EmbeddingQueue embeddingQueue(Database database) {
        return new EmbeddingQueue(database);
    }

    @Bean
    EmbeddingWorker embeddingWorker(
            Database database, EmbeddingQueue queue, Embedder embedder, List<Source> sources, CurrentModel model) {
        return new EmbeddingWorker(database, queue, new EmbeddingWork(database, queue, embedder, sources), model);
    }

    @Bean
    DeadLetters deadLetters(Database database) {
        return new DeadLetters(database);
    }

    @Bean
    Replicas replicas(Database database) {
        return new Replicas(database);
    }

    @Bean
    VectorIndexes vectorIndexes() {
        return new VectorIndexes();
    }

    @Bean
    VectorIndexing vectorIndexing(Database database, VectorIndexes indexes) {
        return new VectorIndexing(new VectorIndexStore(database), new VectorFiling(database), indexes);
    }

    @Bean
    VectorSearch vectorSearch(
            Database database, VectorIndexes indexes, DataProperties properties, MeterRegistry metrics) {
        SearchSlots slots = new SearchSlots(properties.meaning(), metrics);
        return new VectorSearch(database, slots, indexes, properties.meaning().exactUpTo());
    }

    @Bean
    WatchedNumber embeddingsWaiting(Database database, EmbeddingQueue queue, MeterRegistry metrics) {
        return new WatchedNumber(
                "l01.embeddings.waiting",
                "Texts that wait for their vectors, counted up to " + EmbeddingQueue.COUNTED,
                database,
                queue.waiting(),
                metrics);
    }

    @Bean
    WatchedNumber embeddingsDead(Database database, EmbeddingQueue queue, MeterRegistry metrics) {
        return new WatchedNumber(
                "l01.embeddings.dead",
                "Texts that can never get vectors, counted up to " + EmbeddingQueue.COUNTED,
                database,
                queue.deadLetters(),
                metrics);
    }
}
