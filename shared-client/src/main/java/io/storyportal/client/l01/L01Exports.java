package io.storyportal.client.l01;

import io.storyportal.client.l01.api.ExportControllerApi;
import io.storyportal.client.l01.model.CreateExport;
import io.storyportal.client.l01.model.Export;
import io.storyportal.client.l01.model.PageExport;
import io.storyportal.kit.web.bridge.Bridges;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Exports that L01 makes in the background; what a completed one holds is read through {@link L01Artifacts}. */
public final class L01Exports {

    private final ExportControllerApi exports;

    public L01Exports(Bridges bridges) {
        this.exports = bridges.client("l01", ExportControllerApi.class);
    }

    public Mono<Export> create(CreateExport export, @Nullable String idempotencyKey) {
        return Answers.body(exports.createExport(Mono.just(export), idempotencyKey));
    }

    public Mono<Export> get(UUID id) {
        return Answers.body(exports.getExport(id));
    }

    public Mono<PageExport> list(@Nullable String status, @Nullable Integer limit, @Nullable String cursor) {
        return Answers.body(exports.listExports(status, null, limit, cursor, null));
    }
}
