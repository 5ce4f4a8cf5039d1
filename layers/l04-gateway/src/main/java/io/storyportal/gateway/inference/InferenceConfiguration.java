package io.storyportal.gateway.inference;

import io.micrometer.core.instrument.MeterRegistry;
import io.storyportal.gateway.pricing.PriceCatalogue;
import io.storyportal.gateway.replay.AnswerStore;
import io.storyportal.gateway.replay.RedisAnswerStore;
import io.storyportal.gateway.routing.ModelRouter;
import io.storyportal.gateway.usage.UsageRecorder;
import io.storyportal.kit.data.redis.RedisConnections;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires inference. */
@Configuration(proxyBeanMethods = false)
class InferenceConfiguration {

    @Bean
    AnswerStore answers(RedisConnections redis) {
        return new RedisAnswerStore(redis);
    }

    @Bean
    KeyedCalls keyedCalls(AnswerStore answers, JsonMapper json) {
        return new KeyedCalls(answers, json);
    }

    @Bean
    Inference inference(
            ModelRouter router,
            PriceCatalogue prices,
            UsageRecorder recorder,
            MeterRegistry registry,
            AnswerStore answers,
            Clock clock,
            JsonMapper json) {
        var calls = new MeteredCalls(prices, recorder, new CallMetrics(registry), clock);
        return new Inference(router, calls, new Replays(answers, json), json);
    }
}
