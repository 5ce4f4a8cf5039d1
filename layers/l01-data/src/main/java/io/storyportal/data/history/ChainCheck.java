package io.storyportal.data.history;

import io.storyportal.data.history.HistoryVerification.Finding;
import io.storyportal.data.journal.EventChain;
import io.storyportal.data.journal.EventEnvelope;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Walks a tenant's events in their order and stops at the first that is not what was recorded. Which of two neighbours was
 * put in shows only at the second, so a break is named once the event behind it is known. Not safe for threads.
 */
final class ChainCheck {

    private final LogEnd end;
    private final CheckpointKeys keys;
    private long seen;
    private long position;
    private long unchained;
    private long archived;
    private long checkpoints;
    private byte @Nullable [] hash;
    private byte @Nullable [] hashBefore;
    private @Nullable Finding suspected;
    private @Nullable Finding finding;

    /**
     * Where the log ended when the check began.
     *
     * @param beyond the first event behind that end, which nothing that appends can have made; 0 for none
     * @param checkpoint the last position that was signed; 0 for none
     */
    record LogEnd(long position, long beyond, long checkpoint) {}

    ChainCheck(LogEnd end, CheckpointKeys keys) {
        this.end = end;
        this.keys = keys;
    }

    boolean found() {
        return finding != null;
    }

    /** The position of the last event that was looked at. */
    long seen() {
        return seen;
    }

    HistoryVerification state() {
        String hex = hash == null ? null : HexFormat.of().formatHex(hash);
        return new HistoryVerification(position, end.position(), unchained, archived, checkpoints, hex, finding);
    }

    /** The next event there is. */
    void next(StoredEvent event) {
        seen = event.header().position();
        if (suspected != null) {
            finding = followsWithoutItsPredecessor(event, hash)
                    ? inserted(suspected.position(), suspected.eventId())
                    : suspected;
        } else if (event.header().position() > position + 1) {
            finding = missing(position + 1, event.header().position() - 1);
        } else {
            check(event);
        }
    }

    private void check(StoredEvent event) {
        EventEnvelope header = event.header();
        if (event.hash() == null || event.payloadHash() == null) {
            if (hash != null) {
                finding = altered(header, "its hash was taken away");
                return;
            }
            unchained++;
            position = header.position();
            return;
        }
        if (!payloadHolds(event)) {
            finding = altered(header, "its payload is not the one that was recorded");
            return;
        }
        byte[] previous = hash == null ? EventChain.start() : hash;
        if (!Arrays.equals(EventChain.hash(previous, header, event.payloadHash()), event.hash())) {
            broken(event);
            return;
        }
        advance(event);
    }

    /** A payload that went to an archive has left its hash, which the event's own covers, and nothing else. */
    private boolean payloadHolds(StoredEvent event) {
        if (event.archived() && event.payload().isEmpty()) {
            archived++;
            return true;
        }
        return Arrays.equals(EventChain.payloadHash(event.payload()), event.payloadHash());
    }

    /** Either it was altered, or what stands before it (or it itself) was put in. */
    private void broken(StoredEvent event) {
        EventEnvelope header = event.header();
        if (hash != null && followsWithoutItsPredecessor(event, hashBefore)) {
            finding = inserted(position, null);
            return;
        }
        suspected = altered(header, "it does not follow from the event before it: one of them was altered");
    }

    /** True when the event was recorded one position earlier, right behind the hash. */
    private static boolean followsWithoutItsPredecessor(StoredEvent event, byte @Nullable [] previous) {
        EventEnvelope now = event.header();
        if (event.hash() == null || event.payloadHash() == null) {
            return false;
        }
        EventEnvelope before = new EventEnvelope(
                now.eventId(),
                now.eventType(),
                now.aggregateType(),
                now.aggregateId(),
                now.version(),
                now.position() - 1,
                now.payload(),
                now.metadata(),
                now.createdAt());
        byte[] from = previous == null ? EventChain.start() : previous;
        return Arrays.equals(EventChain.hash(from, before, event.payloadHash()), event.hash());
    }

    private void advance(StoredEvent event) {
        EventEnvelope header = event.header();
        StoredEvent.Checkpoint checkpoint = event.checkpoint();
        if (checkpoint != null) {
            String wrong = keys.whatIsWrong(checkpoint, header, event.hash());
            if (wrong != null) {
                finding = new Finding("checkpoint", header.position(), header.eventId(), wrong);
                return;
            }
            checkpoints++;
        }
        hashBefore = hash;
        hash = event.hash();
        position = header.position();
    }

    /** There is no further event. */
    void end() {
        if (finding == null) {
            finding = atTheEnd();
        }
    }

    private @Nullable Finding atTheEnd() {
        if (suspected != null) {
            return suspected;
        }
        long last = Math.max(end.position(), end.checkpoint());
        if (position < last) {
            return missing(position + 1, last);
        }
        return end.beyond() > 0 ? inserted(end.beyond(), null) : null;
    }

    private static Finding altered(EventEnvelope header, String how) {
        return new Finding(
                "altered", header.position(), header.eventId(), "Event " + header.position() + " was altered: " + how);
    }

    private static Finding missing(long from, long to) {
        return new Finding(
                "missing",
                from,
                null,
                from == to ? "Event " + from + " is missing" : "Events " + from + " to " + to + " are missing");
    }

    private static Finding inserted(long position, @Nullable UUID eventId) {
        return new Finding(
                "inserted", position, eventId, "Event " + position + " was inserted: those around it do not know it");
    }
}
