package io.storyportal.ui.dashboard;

import io.storyportal.ui.UiProperties;
import io.storyportal.ui.bridge.L01Bridge;
import io.storyportal.ui.bridge.LayerProbe;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DashboardConfiguration {

    @Bean
    EventRate eventRate(L01Bridge l01, Clock clock) {
        return new EventRate(l01, clock);
    }

    @Bean
    Overviews overviews(L01Bridge l01, LayerProbe probe, EventRate rate, Clock clock, UiProperties properties) {
        return new Overviews(l01, probe, rate, clock, properties.freshness());
    }

    @Bean
    Statistics statistics(L01Bridge l01, EventRate rate, Clock clock, UiProperties properties) {
        return new Statistics(l01, rate, clock, properties.freshness());
    }

    @Bean
    Details details(L01Bridge l01, Statistics statistics) {
        return new Details(l01, statistics);
    }
}
