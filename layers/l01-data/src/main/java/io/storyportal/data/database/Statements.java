package io.storyportal.data.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs one statement; parameters are {@code $1}, {@code $2}, … in the order of the values. */
public final class Statements {

    private Statements() {}

    public static <T> Flux<T> query(
            Connection connection, String sql, List<?> values, Function<? super Readable, T> row) {
        return query(connection, sql, values, 0, row);
    }

    /** The server sends {@code atOnce} rows at a time, and none after the subscriber has cancelled; 0 sends all. */
    public static <T> Flux<T> query(
            Connection connection, String sql, List<?> values, int atOnce, Function<? super Readable, T> row) {
        return Flux.defer(() -> Flux.from(
                        bound(connection, sql, values).fetchSize(atOnce).execute()))
                .concatMap(result -> result.map(row));
    }

    /** The number of rows touched. */
    public static Mono<Long> update(Connection connection, String sql, List<?> values) {
        return Flux.defer(() -> Flux.from(bound(connection, sql, values).execute()))
                .concatMap(Result::getRowsUpdated)
                .reduce(0L, Long::sum);
    }

    private static Statement bound(Connection connection, String sql, List<?> values) {
        Statement statement = connection.createStatement(sql);
        for (int i = 0; i < values.size(); i++) {
            statement.bind(i, values.get(i));
        }
        return statement;
    }
}
