package io.storyportal.data.retention;

import io.r2dbc.spi.Readable;
import io.storyportal.data.events.EventRows;
import io.storyportal.data.journal.AggregateKey;
import io.storyportal.data.journal.EventEnvelope;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** An event whose payload is about to go; {@code line} is what the archive says of it: the event and both its hashes. */
record OldEvent(AggregateKey aggregate, long version, long position, Instant createdAt, String line) {

    /** The payload is written as the database has it, so that its hash can be worked out from the file. */
    static OldEvent of(Readable row, JsonMapper json) {
        EventEnvelope event = new EventRows(json).header(row);
        ObjectNode line = json.valueToTree(event);
        line.remove("archive");
        line.set("payload", json.createObjectNode().rawValueNode(new RawValue(row.get("payload", String.class))));
        line.put("payload_hash", row.get("payload_hash", String.class)).put("hash", row.get("hash", String.class));
        return new OldEvent(
                new AggregateKey(event.aggregateType(), event.aggregateId()),
                event.version(),
                event.position(),
                event.createdAt(),
                json.writeValueAsString(line));
    }
}
