package io.storyportal.tools.texts;

import io.storyportal.tools.catalogue.BuiltInTools;
import io.storyportal.tools.catalogue.Tool;
import io.storyportal.tools.catalogue.ToolCall;
import io.storyportal.tools.datasets.read.TextFile;
import io.storyportal.tools.workspace.Compute;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The text tools. */
public final class TextTools {
    private final Compute compute;

    public TextTools(Compute compute) {
        this.compute = compute;
    }

    public List<Tool> tools(JsonMapper json) {
        return List.of(new Tool(BuiltInTools.spec(json, "text.stats"), this::stats));
    }

    record Input(@Nullable String text, @Nullable String path) {}

    private Mono<TextStatistics.Result> stats(ToolCall call) {
        Input input = call.inputAs(Input.class);
        return compute.run(files -> {
            TextStatistics statistics = new TextStatistics();
            String text = input.text();
            if (text != null) {
                text.lines().forEach(statistics::line);
            } else {
                TextFile.lines(files.file(call.agent(), String.valueOf(input.path())), statistics::line);
            }
            return statistics.result();
        });
    }
}
