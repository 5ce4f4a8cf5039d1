package io.storyportal.tools.datasets;

import io.storyportal.tools.catalogue.BuiltInTools;
import io.storyportal.tools.catalogue.Tool;
import io.storyportal.tools.catalogue.ToolCall;
import io.storyportal.tools.datasets.compare.DatasetComparer;
import io.storyportal.tools.datasets.compare.DatasetComparison;
import io.storyportal.tools.datasets.profile.DatasetProfiler;
import io.storyportal.tools.datasets.profile.ProfileLimits;
import io.storyportal.tools.datasets.quality.QualityChecker;
import io.storyportal.tools.datasets.query.DatasetQuery;
import io.storyportal.tools.datasets.query.QueryLimits;
import io.storyportal.tools.datasets.query.QueryResult;
import io.storyportal.tools.datasets.read.DatasetFormat;
import io.storyportal.tools.datasets.read.DatasetSource;
import io.storyportal.tools.datasets.schema.SchemaReader;
import io.storyportal.tools.workspace.Compute;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dataset tools: inputs and engines put together. */
public final class DatasetTools {
    private static final int USUAL_ROWS = 20;
    private static final int USUAL_LIMIT = 200;
    private static final int USUAL_SAMPLES = 20;

    private final Compute compute;
    private final DatasetProfiler profiler;
    private final QualityChecker quality;
    private final DatasetComparer comparer;
    private final DatasetQuery query;

    public DatasetTools(Compute compute, Path temporaryFolder, long compareMemory, QueryLimits queryLimits) {
        this.compute = compute;
        this.profiler = new DatasetProfiler(ProfileLimits.standard(), temporaryFolder);
        this.quality = new QualityChecker(profiler);
        this.comparer = new DatasetComparer(temporaryFolder, compareMemory);
        this.query = new DatasetQuery(temporaryFolder, queryLimits);
    }

    public List<Tool> tools(JsonMapper json) {
        return List.of(
                new Tool(BuiltInTools.spec(json, "dataset.schema"), call -> onFile(call, SchemaReader::schema)),
                new Tool(BuiltInTools.spec(json, "dataset.sample"), this::sample),
                new Tool(BuiltInTools.spec(json, "dataset.profile"), call -> onFile(call, profiler::profile)),
                new Tool(BuiltInTools.spec(json, "dataset.quality"), call -> onFile(call, quality::check)),
                new Tool(BuiltInTools.spec(json, "dataset.query"), this::query),
                new Tool(BuiltInTools.spec(json, "dataset.compare"), this::compare));
    }

    record FileInput(String path, @Nullable DatasetFormat format) {}

    record SampleInput(
            String path, @Nullable Integer rows, @Nullable DatasetFormat format) {}

    record QueryInput(
            String path,
            @Nullable String sql,
            @Nullable String question,
            @Nullable Integer limit,
            @Nullable DatasetFormat format) {}

    record CompareInput(
            String left,
            String right,
            @Nullable JsonNode key,
            @Nullable Integer samples) {}

    private <T> Mono<T> onFile(ToolCall call, BiFunction<DatasetSource, @Nullable DatasetFormat, T> engine) {
        FileInput input = call.inputAs(FileInput.class);
        return compute.run(files -> engine.apply(files.file(call.agent(), input.path()), input.format()));
    }

    private Mono<?> sample(ToolCall call) {
        SampleInput input = call.inputAs(SampleInput.class);
        int rows = input.rows() == null ? USUAL_ROWS : input.rows();
        return compute.run(files -> SchemaReader.sample(files.file(call.agent(), input.path()), input.format(), rows));
    }

    private Mono<QueryResult> query(ToolCall call) {
        QueryInput input = call.inputAs(QueryInput.class);
        int limit = input.limit() == null ? USUAL_LIMIT : input.limit();
        return compute.run(files -> {
            DatasetSource file = files.file(call.agent(), input.path());
            String sql = input.sql();
            return sql != null
                    ? query.sql(file, input.format(), sql, limit)
                    : query.question(file, input.format(), String.valueOf(input.question()), limit);
        });
    }

    private Mono<DatasetComparison> compare(ToolCall call) {
        CompareInput input = call.inputAs(CompareInput.class);
        int samples = input.samples() == null ? USUAL_SAMPLES : input.samples();
        return compute.run(files -> comparer.compare(
                files.file(call.agent(), input.left()),
                files.file(call.agent(), input.right()),
                key(input.key()),
                samples));
    }

    private static List<String> key(@Nullable JsonNode key) {
        if (key == null || key.isNull()) {
            return List.of();
        }
        return key.isArray() ? key.valueStream().map(JsonNode::asString).toList() : List.of(key.asString());
    }
}
