package io.storyportal.gateway.inference;

import io.micrometer.core.instrument.MeterRegistry;
import io.storyportal.gateway.pricing.PriceCatalogue;
import io.storyportal.gateway.routing.ModelRouter;
import io.storyportal.gateway.usage.UsageRecorder;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires inference. */
@Configuration(proxyBeanMethods = false)
class InferenceConfiguration {

    @Bean
    Inference inference(
            ModelRouter router,
            PriceCatalogue prices,
            UsageRecorder recorder,
            MeterRegistry registry,
            Clock clock,
            JsonMapper json) {
        return new Inference(router, new MeteredCalls(prices, recorder, new CallMetrics(registry), clock), json);
    }
}
