package io.storyportal.runtime.sandboxes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.storyportal.runtime.sandbox.Command;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * @param command program and arguments, passed as they are; for a shell write one: ["/bin/sh", "-c", "…"]
 * @param env added to a small fixed environment (PATH, HOME, USER, LANG, PORTAL_WORKSPACE)
 * @param timeoutMs 60 s when not given
 * @param outputEncoding utf8 replaces bytes that are not UTF-8; base64 keeps every byte
 */
public record ExecRequest(
        @NotEmpty @Size(max = 1000) List<@NotNull @Size(max = 131_000) @Pattern(regexp = NO_NUL) String> command,
        @Nullable @Size(max = 1_048_576) String stdin,

        @Nullable @Size(max = 100)
        Map<@NotNull @Pattern(regexp = NAME) String, @NotNull @Size(max = 32_768) @Pattern(regexp = NO_NUL) String> env,

        @Nullable @Min(1) @Max(600_000) Long timeoutMs,
        @Nullable Encoding outputEncoding) {

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]{0,127}";
    private static final String NO_NUL = "[^\\x00]*";
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(60);

    public enum Encoding {
        @JsonProperty("utf8")
        UTF8,
        @JsonProperty("base64")
        BASE64
    }

    Encoding encoding() {
        return Objects.requireNonNullElse(outputEncoding, Encoding.UTF8);
    }

    Command toCommand() {
        return new Command(
                command,
                stdin == null ? new byte[0] : stdin.getBytes(StandardCharsets.UTF_8),
                env == null ? Map.of() : env,
                timeoutMs == null ? USUAL_TIMEOUT : Duration.ofMillis(timeoutMs));
    }
}
