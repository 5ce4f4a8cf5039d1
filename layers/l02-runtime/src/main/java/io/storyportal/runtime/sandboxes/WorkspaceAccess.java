package io.storyportal.runtime.sandboxes;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.page.Cursor;
import io.storyportal.kit.web.page.Page;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.runtime.workspace.FileTransfer;
import io.storyportal.runtime.workspace.Listing;
import io.storyportal.runtime.workspace.Workspace;
import io.storyportal.runtime.workspace.WorkspacePath;
import io.storyportal.runtime.workspace.WorkspaceProblems;
import io.storyportal.runtime.workspace.Workspaces;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The files of a caller's sandboxes. A sandbox of another tenant has no description under the caller's, so it is not found. */
public final class WorkspaceAccess {

    private final Workspaces workspaces;
    private final FileTransfer transfer;
    private final Scheduler blocking;

    public WorkspaceAccess(Workspaces workspaces, FileTransfer transfer, Scheduler blocking) {
        this.workspaces = workspaces;
        this.transfer = transfer;
        this.blocking = blocking;
    }

    record Content(long size, Instant modifiedAt, Flux<DataBuffer> bytes) {}

    private interface Blocking<T> {
        T in(Workspace workspace) throws Exception;
    }

    private <T> Mono<T> with(Caller caller, UUID id, Blocking<T> work) {
        return workspace(caller, id)
                .flatMap(
                        workspace -> Mono.fromCallable(() -> work.in(workspace)).subscribeOn(blocking))
                .onErrorMap(WorkspaceProblems::of);
    }

    private Mono<Workspace> workspace(Caller caller, UUID id) {
        return Mono.fromCallable(() -> workspaces.find(caller.tenant().value(), id))
                .subscribeOn(blocking)
                .flatMap(Mono::justOrEmpty)
                .map(workspaces::of)
                .switchIfEmpty(Mono.error(() -> CommonProblem.NOT_FOUND.exception("There is no sandbox " + id)));
    }

    Mono<Page<FileEntry>> list(Caller caller, UUID id, @Nullable String under, int limit, @Nullable String cursor) {
        String after = cursor == null ? "" : Cursor.parse(cursor, 1).keys().getFirst();
        return with(caller, id, workspace -> workspace.list(under == null ? "" : under, limit, after))
                .map(WorkspaceAccess::page);
    }

    private static Page<FileEntry> page(Listing listing) {
        List<FileEntry> entries = listing.entries().stream().map(FileEntry::of).toList();
        String next = listing.more() ? Cursor.of(entries.getLast().path()).encoded() : null;
        return new Page<>(entries, next);
    }

    Mono<Content> read(Caller caller, UUID id, String path) {
        return with(caller, id, workspace -> workspace.read(WorkspacePath.parse(path)))
                .map(file -> new Content(file.size(), file.modifiedAt(), transfer.read(file)));
    }

    Mono<FileEntry> write(Caller caller, UUID id, String path, Flux<DataBuffer> content) {
        return workspace(caller, id)
                .doOnNext(workspace -> Changing.allow(caller, workspace.sandbox()))
                .flatMap(workspace -> transfer.write(workspace, WorkspacePath.parse(path), content, ""))
                .map(written -> FileEntry.of(written.entry()))
                .onErrorMap(WorkspaceProblems::of);
    }

    Mono<Void> delete(Caller caller, UUID id, String path) {
        return with(caller, id, workspace -> {
                    Changing.allow(caller, workspace.sandbox());
                    workspace.delete(WorkspacePath.parse(path));
                    return true;
                })
                .then();
    }

    static String httpDate(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
}
