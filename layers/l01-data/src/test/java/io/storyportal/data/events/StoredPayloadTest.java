package io.storyportal.data.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@Tag("l01")
class StoredPayloadTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void isWrittenAsItIsStored() {
        String exact = "{\"price\": 1.10, \"large\": 123456789012345678901234567890.5}";
        Map<String, Object> payload = new StoredPayload(exact, JSON);
        assertThat(JSON.writeValueAsString(Map.of("payload", payload))).isEqualTo("{\"payload\":" + exact + "}");
    }

    @Test
    void isReadLikeAnyOther() {
        Map<String, Object> payload = new StoredPayload("{\"name\": \"a\", \"none\": null}", JSON);
        assertThat(payload).hasSize(2).containsEntry("name", "a").containsKey("none");
        assertThat(payload.get("none")).isNull();
        assertThat(payload.get("other")).isNull();
    }
}
