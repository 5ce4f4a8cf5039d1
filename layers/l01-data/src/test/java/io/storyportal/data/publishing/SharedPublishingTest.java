package io.storyportal.data.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.storyportal.data.Api;
import io.storyportal.data.events.FeedCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several instances share the partitions, come and go. */
class SharedPublishingTest extends PublishingScene {

    private final Line ours = new Line();
    private final Line theirs = new Line();
    private String name;
    private List<Api> tenants;

    @BeforeEach
    void begin() {
        name = newName();
        tenants = Stream.generate(this::newTenant).limit(40).toList();
    }

    private void appendToAll(int each) {
        tenants.forEach(tenant -> append(tenant, each));
    }

    private void awaitShares(String one, int ofOne, String two, int ofTwo) {
        await().atMost(PATIENCE).until(() -> held(name, one) == ofOne && held(name, two) == ofTwo);
    }

    @Test
    void oneInstanceHasAllAndASecondTakesHalf() {
        start(name, "one", ours);
        await().atMost(PATIENCE).until(() -> held(name, "one") == 8);
        start(name, "two", theirs);
        awaitShares("one", 4, "two", 4);
    }

    @Test
    void eachTenantIsPublishedByOneOfThemAndInOrder() {
        start(name, "one", ours);
        start(name, "two", theirs);
        awaitShares("one", 4, "two", 4);
        ours.taken.clear();
        theirs.taken.clear();
        appendToAll(5);
        appendToAll(5);
        awaitAllPublished(name);
        assertThat(ours.taken).isNotEmpty();
        assertThat(theirs.taken).isNotEmpty();
        for (Api tenant : tenants) {
            List<Long> here = ours.positionsOf(tenant);
            List<Long> there = theirs.positionsOf(tenant);
            assertThat(here.isEmpty()).isNotEqualTo(there.isEmpty());
            assertThat(here.isEmpty() ? there : here).isEqualTo(upTo(10));
        }
    }

    @Test
    void whenOneDiesTheOtherGoesOnWithoutLossAndInOrder() {
        EventPublisher dying = start(name, "one", ours);
        start(name, "two", theirs);
        awaitShares("one", 4, "two", 4);
        appendToAll(5);
        dying.stop();
        appendToAll(5);
        leaseRunsOut("one");
        awaitShares("one", 0, "two", 8);
        awaitAllPublished(name);
        for (Api tenant : tenants) {
            List<Long> first = new ArrayList<>(ours.positionsOf(tenant));
            first.addAll(theirs.positionsOf(tenant));
            assertThat(first.stream().distinct().toList()).isEqualTo(upTo(10));
        }
    }

    /** As if ten seconds had passed. */
    private void leaseRunsOut(String instance) {
        asOwner("update publish_partitions set held_until = now() where name = '" + name + "' and holder = '" + instance
                + "'");
        asOwner("update publisher_instances set alive_until = now() where name = '" + name + "' and instance = '"
                + instance + "'");
    }

    @Test
    void aHolderWhoseLeaseWasTakenOverSavesNothingAnyMore() {
        PartitionLeases one = new PartitionLeases(database, name, "one");
        PartitionLeases two = new PartitionLeases(database, name, "two");
        assertThat(one.renew(Map.of()).block()).hasSize(8);
        leaseRunsOut("one");
        assertThat(two.renew(Map.of()).block()).hasSize(8);
        Map<Integer, FeedCursor> late = Map.of(3, new FeedCursor(1, "99", 99));
        assertThat(one.save(late).block()).isEmpty();
        assertThat(one.renew(late).block()).isEmpty();
        assertThat(two.renew(Map.of()).block()).hasSize(4).doesNotContainValue(late.get(3));
        assertThat(ask("select count(*) from publish_partitions where seq = 99 and name = '" + name + "'"))
                .isEqualTo("0");
    }

    @Test
    void twelveInstancesHoldEachPartitionOnce() {
        List<PartitionLeases> all = Stream.iterate(0, i -> i + 1)
                .limit(12)
                .map(i -> new PartitionLeases(database, name, "instance-" + i))
                .toList();
        all.forEach(leases -> leases.renew(Map.of()).block());
        all.forEach(leases -> leases.renew(Map.of()).block());
        all.forEach(leases -> leases.renew(Map.of()).block());
        assertThat(ask("select count(distinct holder) || ' ' || count(*) from publish_partitions"
                        + " where held_until > now() and name = '" + name + "'"))
                .isEqualTo("8 8");
        all.get(0).leave(Map.of()).block();
        assertThat(ask("select count(*) from publisher_instances where name = '" + name + "'"))
                .isEqualTo("11");
    }

    @Test
    void aPartitionThatIsBehindCatchesUpWithoutRepeatingTheOthers() {
        appendToAll(3);
        EventPublisher first = start(name, "one", ours);
        awaitAllPublished(name);
        first.stop();
        leaseRunsOut("one");
        Api behind = tenants.getFirst();
        asOwner("update publish_partitions set epoch = 0, xid = '0', seq = 0 where partition = " + partitionOf(behind)
                + " and name = '" + name + "'");
        appendToAll(2);
        start(name, "two", theirs);
        awaitAllPublished(name);
        for (Api tenant : tenants) {
            boolean sameAsBehind = partitionOf(tenant) == partitionOf(behind);
            assertThat(theirs.positionsOf(tenant)).isEqualTo(sameAsBehind ? upTo(5) : List.of(4L, 5L));
        }
    }

    private static long partitionOf(Api tenant) {
        return tenant.tenant().value().getLeastSignificantBits() & 7;
    }
}
