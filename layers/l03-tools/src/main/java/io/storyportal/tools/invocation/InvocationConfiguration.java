package io.storyportal.tools.invocation;

import io.storyportal.kit.data.redis.RedisConnections;
import io.storyportal.tools.ToolsProperties;
import io.storyportal.tools.catalogue.BuiltInTools;
import io.storyportal.tools.catalogue.Catalogue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class InvocationConfiguration {
    @Bean
    CallLeases callLeases(RedisConnections redis, ToolsProperties properties) {
        return new CallLeases(redis, properties.lease());
    }

    @Bean
    Invocations invocations(
            Catalogue catalogue,
            BuiltInTools tools,
            ExecutionJournal journal,
            CallLeases leases,
            ToolsProperties properties,
            JsonMapper json) {
        Runner runner = new Runner(
                tools, json, properties.waitingCalls(), properties.outputLimit().toBytes());
        return new Invocations(catalogue, new InputCheck(tools), runner, journal, leases, json);
    }
}
