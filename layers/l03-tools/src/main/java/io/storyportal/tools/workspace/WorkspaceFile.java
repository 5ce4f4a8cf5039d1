package io.storyportal.tools.workspace;

import io.storyportal.tools.datasets.read.DatasetSource;
import java.io.InputStream;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.util.context.ContextView;

/**
 * A workspace file as the stream that parsers want. Bytes are asked for as they are read, so a slow reader slows the
 * sender down and nothing piles up; closing cancels the transfer.
 */
final class WorkspaceFile implements DatasetSource {
    private static final int BUFFERS_AHEAD = 16;

    private final Workspaces workspaces;
    private final UUID agent;
    private final String path;
    private final ContextView context;

    WorkspaceFile(Workspaces workspaces, UUID agent, String path, ContextView context) {
        this.workspaces = workspaces;
        this.agent = agent;
        this.path = path;
        this.context = context;
    }

    @Override
    public String name() {
        return path;
    }

    @Override
    public InputStream open() {
        return DataBufferUtils.subscriberInputStream(
                workspaces.read(agent, path).contextWrite(context), BUFFERS_AHEAD);
    }
}
