package io.storyportal.gateway.bridge;

import io.storyportal.gateway.usage.UsageLedger;
import io.storyportal.gateway.usage.UsageRecorder;
import io.storyportal.kit.web.bridge.Bridges;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what the gateway needs of other layers: L01 keeps its usage records. */
@Configuration(proxyBeanMethods = false)
class BridgeConfiguration {

    @Bean
    UsageLedger usageLedger(Bridges bridges) {
        return new L01UsageLedger(bridges);
    }

    @Bean
    UsageRecorder usageRecorder(UsageLedger ledger) {
        return new UsageRecorder(ledger);
    }
}
