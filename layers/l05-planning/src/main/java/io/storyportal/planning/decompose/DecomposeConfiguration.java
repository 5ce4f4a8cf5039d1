package io.storyportal.planning.decompose;

import io.storyportal.kit.data.redis.RedisConnections;
import io.storyportal.kit.web.caller.SystemCaller;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.planning.template.TemplateCatalogue;
import io.storyportal.planning.validation.PlanValidator;
import io.storyportal.planning.work.ModelService;
import io.storyportal.planning.work.ToolRunner;
import java.time.Duration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Puts planning together. */
@Configuration(proxyBeanMethods = false)
class DecomposeConfiguration {
    private static final Duration AFTER_THE_START = Duration.ofSeconds(2);

    @Bean
    Planner planner(ToolRunner tools, ModelService models, PlanValidator validator, RedisConnections redis) {
        TemplateCatalogue catalogue = TemplateCatalogue.shipped();
        return new Planner(
                catalogue,
                new TemplateMeaning(catalogue, models),
                new PlanMemory(new PlanCache(redis), catalogue),
                new ModelPlanner(models, validator),
                new Planner.Surroundings(tools, models, validator));
    }

    /** Embeds the examples once the fleet is up; a goal that comes earlier does it itself. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> warmTemplates(Planner planner, ToolRunner tools) {
        return ready -> Mono.delay(AFTER_THE_START)
                .then(Mono.when(planner.warm(), tools.catalogue()))
                .retryWhen(Retry.backoff(20, Duration.ofSeconds(1)).maxBackoff(Duration.ofSeconds(10)))
                .contextWrite(SystemCaller.of(TenantId.DEFAULT, "l05")::write)
                .subscribe(done -> {}, failure -> {});
    }
}
