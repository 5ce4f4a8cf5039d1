package io.storyportal.gateway.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One model.
 *
 * @param isDefault answers when a request names the provider, or nothing, and no model
 * @param inputPrice US dollars per million tokens; absent when not known
 * @param outputPrice likewise
 */
record Model(
        String id,
        String provider,
        Kind kind,
        boolean isDefault,
        @Nullable BigDecimal inputPrice,
        @Nullable BigDecimal outputPrice) {

    enum Kind {
        @JsonProperty("chat")
        CHAT,
        @JsonProperty("embedding")
        EMBEDDING
    }
}
