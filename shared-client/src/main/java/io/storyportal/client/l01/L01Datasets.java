package io.storyportal.client.l01;

import io.storyportal.client.l01.api.DatasetControllerApi;
import io.storyportal.client.l01.api.ExampleControllerApi;
import io.storyportal.client.l01.model.AddedExample;
import io.storyportal.client.l01.model.CreateDataset;
import io.storyportal.client.l01.model.Dataset;
import io.storyportal.client.l01.model.DatasetSplits;
import io.storyportal.client.l01.model.ExampleBatch;
import io.storyportal.client.l01.model.NewExample;
import io.storyportal.client.l01.model.PageDataset;
import io.storyportal.client.l01.model.PageExample;
import io.storyportal.client.l01.model.Splits;
import io.storyportal.client.l01.model.UpdateDataset;
import io.storyportal.kit.web.bridge.Bridges;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Datasets of L01, their examples and how they are split. */
public final class L01Datasets {

    private final DatasetControllerApi datasets;
    private final ExampleControllerApi examples;

    public L01Datasets(Bridges bridges) {
        this.datasets = bridges.client("l01", DatasetControllerApi.class);
        this.examples = bridges.client("l01", ExampleControllerApi.class);
    }

    public Mono<Dataset> create(CreateDataset dataset) {
        return Answers.body(datasets.createDataset(Mono.just(dataset), null));
    }

    public Mono<Dataset> get(UUID id) {
        return Answers.body(datasets.getDataset(id));
    }

    public Mono<PageDataset> list(@Nullable String name, @Nullable Integer limit, @Nullable String cursor) {
        return Answers.body(datasets.listDatasets(name, null, limit, cursor, null));
    }

    public Mono<Dataset> update(UUID id, UpdateDataset changes, @Nullable Long version) {
        return Answers.body(datasets.updateDataset(id, Mono.just(changes), Answers.etag(version), null));
    }

    public Mono<Void> delete(UUID id) {
        return datasets.deleteDataset(id, null).then();
    }

    /** Up to 500; those that are there already are told as duplicates, so a repetition adds nothing. */
    public Mono<List<AddedExample>> addExamples(UUID id, List<NewExample> batch) {
        return Answers.body(examples.addExamples(id, Mono.just(new ExampleBatch(batch)), null))
                .map(added -> added.getItems());
    }

    /** {@code split} is train, validation or test; null reads all. */
    public Mono<PageExample> listExamples(
            UUID id, @Nullable String split, @Nullable Integer limit, @Nullable String cursor) {
        return Answers.body(examples.listExamples(id, split, null, limit, cursor, null));
    }

    /** How the dataset is split from now on; the three shares add up to 1. */
    public Mono<DatasetSplits> split(UUID id, Splits splits) {
        return Answers.body(examples.splitDataset(id, Mono.just(splits), null, null));
    }

    public Mono<DatasetSplits> getSplits(UUID id) {
        return Answers.body(examples.getSplits(id));
    }
}
