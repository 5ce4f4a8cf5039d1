package io.storyportal.data.documents;

import io.r2dbc.spi.Connection;
import io.storyportal.data.database.Database;
import io.storyportal.data.database.Slice;
import io.storyportal.data.database.Statements;
import io.storyportal.data.resources.Filters;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.kit.web.page.Cursor;
import io.storyportal.kit.web.page.Limit;
import io.storyportal.kit.web.page.Page;
import io.storyportal.kit.web.problem.CommonProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Finds documents by their words: English stems, {@code "a phrase"}, {@code or}, {@code -without}. */
final class DocumentSearch {

    private static final String MATCHES = """
            select t.*, q.query, ts_rank_cd(t.search, q.query) as rank
              from websearch_to_tsquery('english', $2) as q (query)
             cross join lateral documents_matching(q.query) as found (id)
              join documents t on t.tenant_id = $1 and t.id = found.id
             where true
            """;
    /** Snippets are made for the page's documents only, of the part of the content that is searched. */
    private static final String ROWS = """
            select (select to_jsonb(told) from (
                select id, version, created_at, updated_at, title, content_type, metadata, tags, rank,
                       %s as snippet) told
                )::text as row
              from (%%s) best order by best.rank desc, best.id desc
            """.formatted(headline("query"));

    private final Database database;
    private final JsonMapper json;

    DocumentSearch(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** SQL of a snippet with the words that a query found. */
    static String headline(String query) {
        return "ts_headline('english', left(coalesce(content, title), 100000), " + query
                + ", 'StartSel=**, StopSel=**, MaxFragments=2, MaxWords=30, MinWords=10')";
    }

    /** What is asked for; the best come first, so there is no {@code order}. */
    record Search(
            String words,
            Filters filters,
            @Nullable Integer limit,
            @Nullable String cursor,
            @Nullable String order) {}

    private record Position(float rank, UUID id) {}

    Mono<Page<FoundDocument>> best(Search search, Caller caller) {
        return Mono.defer(() -> {
            if (search.order() != null) {
                throw CommonProblem.INVALID.exception("'order' does not go with 'q': the best come first");
            }
            int limit = Limit.of(search.limit());
            List<Object> values = new ArrayList<>(List.of(caller.tenant().value(), search.words()));
            String sql = sql(search, limit, values);
            return database.reading(
                            caller.tenant(),
                            connection -> Slice.read(
                                    connection,
                                    sql,
                                    values,
                                    limit,
                                    Slice.byText("row"),
                                    row -> Objects.requireNonNull(row.get("row", String.class))))
                    .map(this::page);
        });
    }

    /** The ids of the best {@code limit}, for who ranks them anew. */
    Mono<List<UUID>> ids(Connection connection, TenantId tenant, String words, Filters filters, int limit) {
        return Mono.defer(() -> {
            List<Object> values = new ArrayList<>(List.of(tenant.value(), words));
            StringBuilder matches = new StringBuilder(MATCHES);
            filters.appendTo(matches, values);
            values.add(limit);
            String sql =
                    "select id from (" + matches + ") matching order by rank desc, id desc limit $" + values.size();
            return Statements.query(connection, sql, values, row -> Objects.requireNonNull(row.get("id", UUID.class)))
                    .collectList();
        });
    }

    private static String sql(Search search, int limit, List<Object> values) {
        StringBuilder matches = new StringBuilder(MATCHES);
        search.filters().appendTo(matches, values);
        StringBuilder best =
                new StringBuilder("select * from (").append(matches).append(") matching");
        if (search.cursor() != null) {
            Position after = position(search.cursor());
            values.add(after.rank());
            best.append(" where (rank, id) < ($").append(values.size());
            values.add(after.id());
            best.append("::real, $").append(values.size()).append(")");
        }
        values.add(limit + 1);
        best.append(" order by rank desc, id desc limit $").append(values.size());
        return ROWS.formatted(best);
    }

    private Page<FoundDocument> page(Slice<String> slice) {
        List<FoundDocument> found = slice.rows().stream()
                .map(row -> json.readValue(row, FoundDocument.class))
                .toList();
        if (!slice.more()) {
            return new Page<>(found, null);
        }
        FoundDocument last = found.getLast();
        return new Page<>(
                found, Cursor.of(Objects.requireNonNull(last.rank()), last.id()).encoded());
    }

    private static Position position(String cursor) {
        List<String> keys = Cursor.parse(cursor, 2).keys();
        try {
            return new Position(Float.parseFloat(keys.getFirst()), UUID.fromString(keys.getLast()));
        } catch (IllegalArgumentException notOurs) {
            throw CommonProblem.INVALID.exception("'cursor' is not one that this search gave out");
        }
    }
}
