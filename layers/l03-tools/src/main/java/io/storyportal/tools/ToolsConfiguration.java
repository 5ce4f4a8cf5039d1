package io.storyportal.tools;

import io.storyportal.tools.catalogue.BuiltInTools;
import io.storyportal.tools.catalogue.Catalogue;
import io.storyportal.tools.catalogue.Embeddings;
import io.storyportal.tools.catalogue.Tool;
import io.storyportal.tools.catalogue.ToolRecords;
import io.storyportal.tools.catalogue.ToolSearch;
import io.storyportal.tools.datasets.DatasetTools;
import io.storyportal.tools.datasets.query.QueryLimits;
import io.storyportal.tools.documents.DocumentTools;
import io.storyportal.tools.documents.Documents;
import io.storyportal.tools.files.FileTools;
import io.storyportal.tools.logs.LogInspector;
import io.storyportal.tools.logs.LogTools;
import io.storyportal.tools.reports.ReportRenderer;
import io.storyportal.tools.reports.ReportTools;
import io.storyportal.tools.scripts.ScriptTools;
import io.storyportal.tools.texts.TextTools;
import io.storyportal.tools.web.WebTools;
import io.storyportal.tools.workspace.Compute;
import io.storyportal.tools.workspace.Workspaces;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Puts the tools together with what they work on. */
@Configuration(proxyBeanMethods = false)
class ToolsConfiguration {
    @Bean
    Compute compute(ToolsProperties properties, Workspaces workspaces) {
        return new Compute(properties.computeThreads(), workspaces);
    }

    @Bean
    BuiltInTools builtInTools(
            ToolsProperties properties,
            Compute compute,
            Workspaces workspaces,
            Documents documents,
            JsonMapper json,
            Clock clock) {
        QueryLimits usual = QueryLimits.standard();
        QueryLimits queries = new QueryLimits(properties.queryTime(), usual.cacheBytes(), usual.valueBytes());
        List<Tool> tools = new ArrayList<>();
        tools.addAll(new DatasetTools(
                        compute,
                        properties.temporaryFolder(),
                        properties.compareMemory().toBytes(),
                        queries)
                .tools(json));
        tools.addAll(new LogTools(compute, new LogInspector(clock)).tools(json));
        tools.addAll(
                new WebTools(properties.web().allowedHosts(), properties.web().timeout(), compute.scheduler())
                        .tools(json));
        tools.addAll(new ReportTools(compute, new ReportRenderer(json, clock)).tools(json));
        tools.addAll(new DocumentTools(documents).tools(json));
        tools.addAll(new FileTools(workspaces, compute).tools(json));
        tools.addAll(new TextTools(compute).tools(json));
        tools.addAll(new ScriptTools(workspaces).tools(json));
        return new BuiltInTools(tools);
    }

    @Bean
    Catalogue catalogue(BuiltInTools tools, ToolRecords records, JsonMapper json, ToolsProperties properties) {
        return new Catalogue(tools, records, json, properties.catalogueTtl());
    }

    @Bean
    ToolSearch toolSearch(Catalogue catalogue, Embeddings embeddings) {
        return new ToolSearch(catalogue, embeddings);
    }
}
