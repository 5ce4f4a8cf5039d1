package io.storyportal.qa.stories.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.qa.stories.faults.WriteLedger.Entry;
import io.storyportal.qa.stories.faults.WriteLedger.Fate;
import io.storyportal.qa.stories.faults.WriteLedger.Seen;
import io.storyportal.qa.stories.faults.WriteLedger.Wanted;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The ledger notices what it is there to notice. */
class WriteLedgerTest {

    private static final UUID AGGREGATE = UUID.randomUUID();
    private final WriteLedger ledger = new WriteLedger();

    private static Seen seen(String mark, long version) {
        return new Seen(UUID.nameUUIDFromBytes(mark.getBytes()), mark, AGGREGATE, version, version);
    }

    private static Wanted wanted(String mark) {
        return new Wanted(mark, AGGREGATE, null);
    }

    private void note(Fate fate, List<Wanted> wanted, Seen... answer) {
        ledger.note(new Entry(wanted, fate, List.of(answer), 1));
    }

    @Test
    void isContentWithWhatWasAckedOnceAndWithTheUnknownEitherWay() {
        note(Fate.ACKED, List.of(wanted("a")), seen("a", 1));
        note(Fate.UNKNOWN, List.of(wanted("b")));
        note(Fate.UNKNOWN, List.of(wanted("c"), wanted("d")));
        note(Fate.REFUSED, List.of(wanted("e")));
        assertThat(ledger.differences(List.of(seen("a", 1), seen("b", 2)))).isEmpty();
    }

    @Test
    void noticesWhatIsLostOrOtherwiseThanAnswered() {
        note(Fate.ACKED, List.of(wanted("a")), seen("a", 1));
        assertThat(ledger.differences(List.of())).hasSize(1);
        assertThat(ledger.differences(List.of(seen("a", 2)))).hasSize(1);
    }

    @Test
    void noticesWhatIsStoredTwiceInPartOrThoughItWasRefused() {
        note(Fate.UNKNOWN, List.of(wanted("a"), wanted("b")));
        assertThat(ledger.differences(List.of(seen("a", 1))))
                .singleElement()
                .asString()
                .startsWith("stored in part");
        assertThat(ledger.differences(List.of(seen("a", 1), seen("a", 2), seen("b", 3))))
                .singleElement()
                .asString()
                .startsWith("stored twice");
        note(Fate.REFUSED, List.of(wanted("c")));
        assertThat(ledger.differences(List.of(seen("c", 1))))
                .singleElement()
                .asString()
                .startsWith("refused but");
    }

    @Test
    void noticesAnotherVersionThanWasExpected() {
        note(Fate.UNKNOWN, List.of(new Wanted("a", AGGREGATE, 3L)));
        assertThat(ledger.differences(List.of(seen("a", 4)))).isEmpty();
        assertThat(ledger.differences(List.of(seen("a", 5)))).hasSize(1);
    }
}
