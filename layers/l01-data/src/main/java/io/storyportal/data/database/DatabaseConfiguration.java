package io.storyportal.data.database;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.storyportal.data.DataProperties;
import io.storyportal.kit.data.postgres.DatabaseUrl;
import io.storyportal.kit.data.postgres.Migrations;
import io.storyportal.kit.data.postgres.Pools;
import io.storyportal.kit.web.config.PortalProperties;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /**
     * The feed is read in the order of an index over all parts of the log (see {@link Database#readingLog}), and at its end:
     * statistics of a log that was short must not make it read from the beginning. Where what is switched off cannot be
     * avoided, PostgreSQL before 18 believes that it costs so much that it compiles the plan, for half a second.
     */
    private static final Map<String, String> ALONG_INDEXES =
            Map.of("enable_sort", "off", "enable_seqscan", "off", "jit", "off");

    /** The kit's pool acts as the app: {@code portal-data.database.role} says so. */
    @Bean
    Database database(
            ConnectionPool app,
            DatabaseUrl url,
            Migrations migrations,
            PortalProperties portal,
            DataProperties properties,
            MeterRegistry metrics) {
        ConnectionPool reader =
                Pools.of(url, portal.layer(), Database.READER, properties.readerConnections(), ALONG_INDEXES);
        PoolGauges gauges = new PoolGauges(metrics);
        gauges.watch("app", app);
        gauges.watch("reader", reader);
        return new Database(app, reader, migrations);
    }
}
