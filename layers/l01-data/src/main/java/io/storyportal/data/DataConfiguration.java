package io.storyportal.data;

import io.storyportal.data.agents.Agents;
import io.storyportal.data.artifacts.Artifacts;
import io.storyportal.data.configuration.ConfigEntries;
import io.storyportal.data.datasets.Datasets;
import io.storyportal.data.documents.Documents;
import io.storyportal.data.evaluations.Evaluations;
import io.storyportal.data.feedback.FeedbackEntries;
import io.storyportal.data.goals.Goals;
import io.storyportal.data.memories.Memories;
import io.storyportal.data.plans.Plans;
import io.storyportal.data.resources.ResourceTypes;
import io.storyportal.data.sessions.Sessions;
import io.storyportal.data.state.AgentStates;
import io.storyportal.data.tasks.Tasks;
import io.storyportal.data.tenants.ApiKeys;
import io.storyportal.data.tenants.Tenants;
import io.storyportal.data.tools.ToolExecutions;
import io.storyportal.data.tools.Tools;
import io.storyportal.data.usage.ModelUsages;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Names the resources of L01; everything about each is in its own package. */
@Configuration(proxyBeanMethods = false)
class DataConfiguration {

    @Bean
    ResourceTypes resourceTypes() {
        return new ResourceTypes(List.of(
                Agents.TYPE,
                Goals.TYPE,
                Plans.TYPE,
                Tasks.TYPE,
                Tools.TYPE,
                ToolExecutions.TYPE,
                ModelUsages.TYPE,
                Documents.TYPE,
                Artifacts.TYPE,
                Sessions.TYPE,
                ConfigEntries.TYPE,
                Tenants.TYPE,
                ApiKeys.TYPE,
                Evaluations.TYPE,
                FeedbackEntries.TYPE,
                AgentStates.TYPE,
                Datasets.TYPE,
                Memories.TYPE));
    }

    @Bean
    BodyLimit bodyLimit() {
        return new BodyLimit();
    }
}
