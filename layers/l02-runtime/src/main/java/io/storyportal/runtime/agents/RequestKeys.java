package io.storyportal.runtime.agents;

import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.digest.Sha256;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.runtime.workspace.WorkspaceLayout;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * What requests with an Idempotency-Key came to, kept on disk for a day: a retry finds it, also after a restart. Keys belong to a tenant,
 * principal and route. Everything here blocks.
 */
public final class RequestKeys {

    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

    /** @param body as a text, to tell a retry from another request */
    record Request(Caller caller, String route, String key, String body) {

        /** Within the tenant. */
        private String name() {
            return Sha256.hex(caller.principal() + "\n" + route + "\n" + key);
        }

        /** What no two requests at once may share. */
        String scope() {
            return caller.tenant() + "/" + name();
        }
    }

    /**
     * What is kept of a request.
     *
     * @param fresh it was not known before
     */
    record Kept(String text, boolean fresh) {}

    private final WorkspaceLayout layout;
    private final Clock clock;
    private final ConcurrentMap<Path, Instant> swept = new ConcurrentHashMap<>();

    public RequestKeys(WorkspaceLayout layout, Clock clock) {
        this.layout = layout;
        this.clock = clock;
    }

    /** Keeps the text, or answers what is kept already. A key that came with another body is a 422 problem. */
    Kept keep(Request request, String text) throws IOException {
        sweep(Files.createDirectories(folder(request)));
        Path file = file(request);
        if (isOver(file)) {
            Files.deleteIfExists(file);
        }
        Path next = written(request, text);
        try {
            // A hard link appears whole or fails when the name is taken: of two at once one wins and both read the
            // same.
            Files.createLink(file, next);
            return new Kept(text, true);
        } catch (FileAlreadyExistsException e) {
            String[] lines = Files.readString(file).split("\n", 2);
            if (!lines[0].equals(Sha256.hex(request.body()))) {
                throw CommonProblem.IDEMPOTENCY_MISMATCH.exception("The key was first used with another request.");
            }
            return new Kept(lines[1], false);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /** From now on the text is what is kept. */
    void replace(Request request, String text) throws IOException {
        Files.move(written(request, text), file(request), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The request was refused: its key may be used for another. */
    void forget(Request request) throws IOException {
        Files.deleteIfExists(file(request));
    }

    private Path written(Request request, String text) throws IOException {
        Path next = folder(request).resolve(UUID.randomUUID() + ".next");
        return Files.writeString(next, Sha256.hex(request.body()) + "\n" + text);
    }

    private Path file(Request request) {
        return folder(request).resolve(request.name());
    }

    private Path folder(Request request) {
        return layout.keys(request.caller().tenant().value());
    }

    private void sweep(Path folder) throws IOException {
        Instant now = clock.instant();
        Instant last = swept.get(folder);
        if (last != null && now.isBefore(last.plus(BETWEEN_SWEEPS))) {
            return;
        }
        swept.put(folder, now);
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        for (Path file : files) {
            if (isOver(file)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private boolean isOver(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file)
                    .toInstant()
                    .isBefore(clock.instant().minus(KEPT));
        } catch (NoSuchFileException none) {
            return false;
        }
    }
}
