package io.storyportal.data.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyportal.data.Api;
import io.storyportal.data.embeddings.RememberedVectors.One;
import io.storyportal.data.embeddings.VectorSearch.Near;
import io.storyportal.data.embeddings.VectorSearch.Question;
import io.storyportal.data.resources.Filters;
import io.storyportal.kit.web.ids.Ids;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That an index changes nothing about what a search finds, whatever happens to the index. */
class IndexedVectorsTest extends IndexedScene {

    @Test
    void findsWhatIsNotInTheIndexYetOrHasChangedSince() throws SQLException {
        RememberedVectors remembered = some(1500);
        Api api = indexed(remembered);
        Embedded text = remembered.vector();
        One late = new One(Ids.uuid7(), text.vectors(), Instant.now(), "late", 0.5);
        store(api, remembered, List.of(late));
        assertThat(ids(search(api, nearest(text)))).startsWith(late.id());

        UUID former = remembered.all().getFirst().id();
        Embedded other = remembered.vector();
        PackedVectors now = PackedVectors.of(other.vectors());
        EmbeddingQueue queue = new EmbeddingQueue(database);
        change(api, "insert into embedding_outbox values ('" + api.tenant() + "', 'memories', '" + former + "', 7)");
        assertThat(queue.keep(new Waiting(api.tenant(), "memories", former, 7, 1), RememberedVectors.MODEL, now)
                        .block())
                .isTrue();
        assertThat(ids(search(api, nearest(other)))).startsWith(former);
        Embedded before =
                Embedded.of(RememberedVectors.MODEL, remembered.all().getFirst().vectors(), 1);
        assertThat(ids(search(api, nearest(before)))).doesNotContain(former);
        round();
        awaitIndexed(api, 1501);
        assertThat(ids(search(api, nearest(text)))).startsWith(late.id());
        assertThat(ids(search(api, nearest(other)))).startsWith(former);
        assertThat(ids(search(api, nearest(before)))).doesNotContain(former);
    }

    /** Few are compared, many are found by the index; of five there are never ten. */
    @Test
    void findsWhatFiltersLeave() throws SQLException {
        RememberedVectors remembered = some(1500);
        remembered.remember(100, 365, "some");
        remembered.remember(5, 365, "rare");
        Api api = indexed(remembered);
        assertThat(recallByLikenessOf("some", api, remembered)).isOne();
        Filters rare = new Filters().equal("kind", "rare");
        List<Near> found = search(api, Question.nearest("memories", remembered.vector(), rare, WANTED));
        assertThat(ids(found))
                .containsExactlyInAnyOrderElementsOf(remembered.all().stream()
                        .filter(one -> one.kind().equals("rare"))
                        .map(One::id)
                        .toList());
        spoilCodes(api);
        assertThat(recallByLikenessOf("usual", api, remembered)).isGreaterThanOrEqualTo(0.95);
    }

    /** A long text counts once, by the best of its pieces. */
    @Test
    void findsTextsOfSeveralPieces() throws SQLException {
        RememberedVectors remembered = some(1200);
        List<float[]> pieces = IntStream.range(0, 250)
                .mapToObj(i -> remembered.vector().vectors().getFirst())
                .toList();
        remembered.remember(new One(Ids.uuid7(), pieces, Instant.now(), "long", 0.5));
        Api api = indexed(remembered);
        Near found = search(api, nearest(Embedded.of(RememberedVectors.MODEL, List.of(pieces.get(201)), 1)))
                .getFirst();
        assertThat(found.piece()).isEqualTo(201);
        assertThat(recallByLikeness(api, remembered)).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void keepsNothingOfWhatIsDeletedAndShowsNothingToOtherTenants() throws SQLException {
        RememberedVectors remembered = some(1500);
        Api api = indexed(remembered);
        Api stranger = newTenant();
        assertThat(number(api, "select count(*) from embedding_points")).isEqualTo(1500);
        assertThat(number(stranger, "select count(*) from embedding_points")).isZero();
        assertThat(number(stranger, "select count(*) from embedding_indexes")).isZero();
        assertThatThrownBy(() -> change(
                        stranger,
                        "insert into embedding_indexes (tenant_id, resource, model, dimension) values ('" + api.tenant()
                                + "', 'memories', 'm', 1)"))
                .hasMessageContaining("row-level security");
        change(
                api,
                "delete from memories where id = '"
                        + remembered.all().getFirst().id() + "'");
        assertThat(number(api, "select count(*) from embedding_points")).isEqualTo(1499);
    }

    @Test
    void dropsTheIndexOfAModelThatNothingIsOfAnyMore() throws SQLException {
        Api api = indexed(some(1500));
        VectorSet set = new VectorSet(api.tenant(), "memories", RememberedVectors.MODEL, RememberedVectors.DIMENSION);
        long index = indexes.of(set).orElseThrow().number();
        String there = "select count(*) from pg_class where relname = 'embedding_points_" + index + "'";
        assertThat(number(there)).isOne();
        change(api, "delete from memories");
        round();
        assertThat(indexes.of(set)).isEmpty();
        assertThat(number(there)).isZero();
        assertThat(number(api, "select count(*) from embedding_indexes")).isZero();
    }

    /** As when the extension was dropped and is installed again, or after a restore. */
    @ParameterizedTest
    @ValueSource(strings = {"drop table", "truncate"})
    void indexesAllAnewWhenTheIndexedIsLost(String loss) throws SQLException {
        RememberedVectors remembered = some(1500);
        Api api = indexed(remembered);
        try (Connection connection = owner()) {
            connection.createStatement().execute(loss + " embedding_points");
        }
        assertThat(recallByLikeness(api, remembered)).isOne();
        round();
        awaitIndexed(api, 1500);
        assertThat(recallByLikeness(api, remembered)).isGreaterThanOrEqualTo(0.95);
    }

    /** Two replicas at once. */
    @Test
    void isFilledOnceByWhoeverIsFirst() throws SQLException {
        RememberedVectors remembered = some(1500);
        Api api = newTenant();
        store(api, remembered, remembered.all());
        round();
        search(api, nearest(remembered.vector()));
        VectorIndexing another =
                new VectorIndexing(new VectorIndexStore(database), new VectorFiling(database), new VectorIndexes());
        indexing.round().and(another.round()).block(PATIENCE);
        awaitIndexed(api, 1500);
    }
}
