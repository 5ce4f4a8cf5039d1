package io.storyportal.data.commands;

import io.storyportal.data.resources.Commands;
import io.storyportal.data.resources.ResourceType;
import io.storyportal.data.resources.ResourceTypes;
import io.storyportal.data.resources.Submissions;
import jakarta.validation.Validator;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class CommandConfiguration {

    /** Tenants, keys, settings and files have rules of their own that a batch would get around. */
    @Bean
    CommandBatches commandBatches(
            ResourceTypes types, Commands commands, Submissions submissions, Validator validator, JsonMapper json) {
        List<ResourceType<?>> commanded = types.all().stream()
                .filter(type ->
                        type.creation() != Void.class && !type.aggregate().equals("tenant"))
                .toList();
        return new CommandBatches(commanded, commands, submissions, validator, json);
    }
}
