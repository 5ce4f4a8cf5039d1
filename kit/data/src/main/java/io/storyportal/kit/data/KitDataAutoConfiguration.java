package io.storyportal.kit.data;

import io.r2dbc.pool.ConnectionPool;
import io.storyportal.kit.data.postgres.DatabaseProperties;
import io.storyportal.kit.data.postgres.DatabaseUrl;
import io.storyportal.kit.data.postgres.Migrations;
import io.storyportal.kit.data.postgres.Pools;
import io.storyportal.kit.data.postgres.TenantTransactions;
import io.storyportal.kit.data.redis.RedisConnections;
import io.storyportal.kit.data.redis.RedisProperties;
import io.storyportal.kit.web.config.PortalProperties;
import io.storyportal.kit.web.health.ReadinessCheck;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** PostgreSQL for a layer that brings migrations ({@code db/migration}), and Redis for every layer that asks for it. */
@AutoConfiguration
@EnableConfigurationProperties({DatabaseProperties.class, RedisProperties.class})
public class KitDataAutoConfiguration {

    private static final String NOWHERE = "postgres://nobody:@127.0.0.1:5432/none";

    @Bean
    @Lazy
    RedisConnections redisConnections(RedisProperties properties) {
        return new RedisConnections(properties);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnResource(resources = "classpath:db/migration/")
    static class Postgres {

        /** Without a URL the context still refreshes (for training an AOT cache); the layer just never becomes ready. */
        @Bean
        DatabaseUrl databaseUrl(DatabaseProperties properties) {
            return DatabaseUrl.parse(properties.url().isBlank() ? NOWHERE : properties.url());
        }

        @Bean
        Migrations migrations(DatabaseUrl url, PortalProperties portal) {
            return new Migrations(url, portal.layer());
        }

        @Bean(destroyMethod = "dispose")
        @ConditionalOnMissingBean
        ConnectionPool connectionPool(DatabaseUrl url, DatabaseProperties properties, PortalProperties portal) {
            @Nullable String role = properties.role().isBlank() ? null : properties.role();
            return Pools.of(url, portal.layer(), role, properties.poolSize());
        }

        @Bean
        @ConditionalOnMissingBean
        TenantTransactions tenantTransactions(ConnectionPool pool, Migrations migrations) {
            return new TenantTransactions(pool, migrations);
        }

        @Bean
        ReadinessCheck databaseReady(ConnectionPool pool, Migrations migrations) {
            DatabaseClient database = DatabaseClient.create(pool);
            return new ReadinessCheck() {
                @Override
                public String name() {
                    return "database";
                }

                @Override
                public Mono<Boolean> ready() {
                    return migrations.isComplete()
                            ? database.sql("select 1").fetch().first().thenReturn(true)
                            : Mono.just(false);
                }
            };
        }
    }
}
