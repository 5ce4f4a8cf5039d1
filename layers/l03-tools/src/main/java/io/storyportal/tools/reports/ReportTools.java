package io.storyportal.tools.reports;

import io.storyportal.tools.catalogue.BuiltInTools;
import io.storyportal.tools.catalogue.Tool;
import io.storyportal.tools.catalogue.ToolCall;
import io.storyportal.tools.workspace.Compute;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The report tool. */
public final class ReportTools {
    private final Compute compute;
    private final ReportRenderer renderer;

    public ReportTools(Compute compute, ReportRenderer renderer) {
        this.compute = compute;
        this.renderer = renderer;
    }

    public List<Tool> tools(JsonMapper json) {
        return List.of(new Tool(BuiltInTools.spec(json, "report.render"), this::render));
    }

    record Input(String kind, String title, @Nullable String summary, JsonNode sections) {}

    private Mono<ReportRenderer.Report> render(ToolCall call) {
        Input input = call.inputAs(Input.class);
        return compute.run(files -> renderer.render(input.kind(), input.title(), input.summary(), input.sections()));
    }
}
