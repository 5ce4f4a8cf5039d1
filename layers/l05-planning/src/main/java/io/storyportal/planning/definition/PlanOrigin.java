package io.storyportal.planning.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Where a plan came from, told to whoever reads it.
 *
 * @param detail one sentence: which template and why, or which model
 * @param cost what making the plan cost, in US dollars; zero without a model, null when its price is not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanOrigin(
        Source source,
        String detail,
        @Nullable String template,
        @Nullable BigDecimal cost) {
    public enum Source {
        @JsonProperty("cache")
        CACHE,
        @JsonProperty("template")
        TEMPLATE,
        @JsonProperty("model")
        MODEL;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public PlanOrigin fromCache() {
        return new PlanOrigin(Source.CACHE, "Seen before. " + detail, template, BigDecimal.ZERO);
    }
}
