package io.storyportal.tools.catalogue;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The caller's tenant's catalogue in L01. */
public interface ToolRecords {
    Flux<ToolRecord> all();

    /** Registers a built-in tool; a second registration of the same name answers the first. */
    Mono<ToolRecord> register(ToolSpec spec, String versionHash);

    /** Brings the description and schema of a record up to date; whether it is enabled stays as the tenant set it. */
    Mono<ToolRecord> update(ToolRecord record, ToolSpec spec, String versionHash);
}
