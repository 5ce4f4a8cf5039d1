package io.storyportal.tools.files;

import io.storyportal.tools.catalogue.BuiltInTools;
import io.storyportal.tools.catalogue.Tool;
import io.storyportal.tools.catalogue.ToolCall;
import io.storyportal.tools.datasets.read.DatasetException;
import io.storyportal.tools.datasets.read.TextEncoding;
import io.storyportal.tools.workspace.Compute;
import io.storyportal.tools.workspace.Workspaces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The file tools. */
public final class FileTools {
    private static final int USUAL_BYTES = 100_000;
    private static final int USUAL_FILES = 500;
    private static final int USUAL_MATCHES = 100;
    private static final int MOST_SEARCHED = 2_000;

    private final Workspaces workspaces;
    private final Compute compute;

    public FileTools(Workspaces workspaces, Compute compute) {
        this.workspaces = workspaces;
        this.compute = compute;
    }

    public List<Tool> tools(JsonMapper json) {
        return List.of(
                new Tool(BuiltInTools.spec(json, "file.read"), this::read),
                new Tool(BuiltInTools.spec(json, "file.write"), this::write),
                new Tool(BuiltInTools.spec(json, "file.list"), this::list),
                new Tool(BuiltInTools.spec(json, "file.search"), this::search));
    }

    record ReadInput(
            String path, @Nullable Long offset, @Nullable Integer limit) {}

    record FileContent(String path, String content, long offset, int bytes, boolean truncated, String encoding) {}

    record WriteInput(String path, String content) {}

    record Written(String path, long bytes) {}

    record ListInput(@Nullable String under, @Nullable Integer limit) {}

    record Listing(List<Workspaces.Entry> files, boolean truncated) {}

    record SearchInput(
            String query,
            @Nullable String under,
            @Nullable Boolean regex,
            @Nullable Integer limit) {}

    private Mono<FileContent> read(ToolCall call) {
        ReadInput input = call.inputAs(ReadInput.class);
        long offset = input.offset() == null ? 0 : input.offset();
        int limit = input.limit() == null ? USUAL_BYTES : input.limit();
        return compute.run(files -> {
            try (InputStream in = files.file(call.agent(), input.path()).open()) {
                for (long skipped = 0; skipped < offset; ) {
                    int part = in.readNBytes((int) Math.min(64 * 1024, offset - skipped)).length;
                    if (part == 0) {
                        break;
                    }
                    skipped += part;
                }
                byte[] bytes = in.readNBytes(limit);
                return content(input.path(), offset, bytes, in.read() >= 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static FileContent content(String path, long offset, byte[] bytes, boolean truncated) {
        TextEncoding encoding = TextEncoding.detect(bytes, bytes.length);
        String text = new String(bytes, encoding.bomLength(), bytes.length - encoding.bomLength(), encoding.charset());
        if (text.indexOf('\0') >= 0) {
            throw new DatasetException(
                    DatasetException.Reason.BINARY, null, "'" + path + "' holds NUL bytes: it is no text");
        }
        return new FileContent(
                path, text, offset, bytes.length, truncated, encoding.charset().name());
    }

    private Mono<Written> write(ToolCall call) {
        WriteInput input = call.inputAs(WriteInput.class);
        return workspaces
                .write(call.agent(), input.path(), input.content().getBytes(StandardCharsets.UTF_8))
                .map(bytes -> new Written(input.path(), bytes));
    }

    private Mono<Listing> list(ToolCall call) {
        ListInput input = call.inputAs(ListInput.class);
        int limit = input.limit() == null ? USUAL_FILES : input.limit();
        return workspaces
                .list(call.agent(), input.under(), limit + 1)
                .collectList()
                .map(found -> new Listing(
                        List.copyOf(found.subList(0, Math.min(limit, found.size()))), found.size() > limit));
    }

    private Mono<FileSearch.Result> search(ToolCall call) {
        SearchInput input = call.inputAs(SearchInput.class);
        FileSearch search = new FileSearch(
                input.query(),
                Boolean.TRUE.equals(input.regex()),
                input.limit() == null ? USUAL_MATCHES : input.limit());
        return workspaces
                .list(call.agent(), input.under(), MOST_SEARCHED)
                .map(Workspaces.Entry::path)
                .collectList()
                .flatMap(paths -> compute.run(files -> {
                    for (String path : paths) {
                        if (!search.search(files.file(call.agent(), path))) {
                            break;
                        }
                    }
                    return search.result();
                }));
    }
}
