package io.storyportal.kit.data.postgres;

import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.ProblemException;
import java.util.function.Function;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Transactions that see one tenant: the tenant is set for the transaction alone, and row-level security does the rest. A
 * database that cannot be reached is a 503 problem.
 */
public final class TenantTransactions {

    private final DatabaseClient database;
    private final TransactionalOperator transactional;
    private final Migrations migrations;

    public TenantTransactions(ConnectionFactory connections, Migrations migrations) {
        this.database = DatabaseClient.create(connections);
        this.transactional = TransactionalOperator.create(
                new R2dbcTransactionManager(connections),
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRED));
        this.migrations = migrations;
    }

    public <T> Mono<T> inTenant(TenantId tenant, Function<DatabaseClient, Mono<T>> work) {
        return manyInTenant(tenant, client -> work.apply(client).flux()).singleOrEmpty();
    }

    public <T> Flux<T> manyInTenant(TenantId tenant, Function<DatabaseClient, Flux<T>> work) {
        Flux<T> bound = database.sql("select set_config('app.tenant', :tenant, true)")
                .bind("tenant", tenant.toString())
                .fetch()
                .rowsUpdated()
                .thenMany(Flux.defer(() -> work.apply(database)));
        return migrations
                .completed()
                .thenMany(transactional.transactional(bound))
                .onErrorMap(TenantTransactions::isUnreachable, TenantTransactions::unavailable);
    }

    /** Work outside any tenant, for tables that have none; row-level security shows it no tenant's rows. */
    public <T> Mono<T> untenanted(Function<DatabaseClient, Mono<T>> work) {
        return migrations
                .completed()
                .then(transactional.transactional(Mono.defer(() -> work.apply(database))))
                .onErrorMap(TenantTransactions::isUnreachable, TenantTransactions::unavailable);
    }

    private static boolean isUnreachable(Throwable failure) {
        return failure instanceof CannotCreateTransactionException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof R2dbcNonTransientResourceException
                || failure instanceof R2dbcTransientResourceException
                || failure instanceof R2dbcException r2dbc && "57P01".equals(r2dbc.getSqlState());
    }

    private static ProblemException unavailable(Throwable failure) {
        return new ProblemException(CommonProblem.UNAVAILABLE, "The database cannot be reached", failure);
    }
}
