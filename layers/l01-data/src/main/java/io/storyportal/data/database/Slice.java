package io.storyportal.data.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.storyportal.kit.web.page.Cursor;
import io.storyportal.kit.web.page.Page;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import reactor.core.publisher.Mono;

/**
 * The next rows of a list: as many as were asked for, or fewer when they are heavy, so that no list fills the memory.
 *
 * @param more whether to read on after the last of them; there may then turn out to be nothing
 */
public record Slice<T>(List<T> rows, boolean more) {

    /** In characters; the row that comes to it is the slice's last. */
    static final long BUDGET = 4L * 1024 * 1024;

    /** How many rows the server sends before it is asked for more; a list of fewer takes one round trip. */
    public static final int AT_ONCE = 64;

    /** Up to {@code limit} rows of a statement that reads up to {@code limit + 1}. */
    public static <T> Mono<Slice<T>> read(
            Connection connection,
            String sql,
            List<?> values,
            int limit,
            ToLongFunction<? super Readable> weight,
            Function<? super Readable, T> row) {
        return Mono.defer(() -> {
            AtomicLong weighed = new AtomicLong();
            return Statements.query(connection, sql, values, limit < AT_ONCE ? 0 : AT_ONCE, read -> {
                        weighed.addAndGet(weight.applyAsLong(read));
                        return row.apply(read);
                    })
                    .takeUntil(read -> weighed.get() >= BUDGET)
                    .collectList()
                    .map(rows -> rows.size() > limit
                            ? new Slice<>(List.copyOf(rows.subList(0, limit)), true)
                            : new Slice<>(rows, weighed.get() >= BUDGET));
        });
    }

    /** The page of these rows; {@code place} says where to go on after a row. */
    public Page<T> page(Function<T, Cursor> place) {
        return new Page<>(rows, more ? place.apply(rows.getLast()).encoded() : null);
    }

    /** Weighs a row by the text in its one column that may be long. */
    public static ToLongFunction<Readable> byText(String column) {
        return row -> {
            String text = row.get(column, String.class);
            return text == null ? 0 : text.length();
        };
    }
}
