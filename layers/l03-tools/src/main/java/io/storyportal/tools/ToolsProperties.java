package io.storyportal.tools;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param computeThreads threads for tools that compute in this process
 * @param waitingCalls calls of one tool that may wait for a place; the next is refused with E3102
 * @param outputLimit of one call, as JSON
 * @param temporaryFolder where data that exceeds memory is kept while a tool runs
 * @param compareMemory how much of each side a comparison holds in memory
 * @param queryTime limit of one SQL query, loading not counted
 * @param catalogueTtl how long a tenant's catalogue is kept before L01 is asked again
 * @param lease how long a running call is believed to be alive without a sign of it
 * @param web what web tools may reach
 */
@Validated
@ConfigurationProperties(value = "l03", ignoreUnknownFields = false)
public record ToolsProperties(
        @DefaultValue("2") @Min(1) @Max(32) int computeThreads,
        @DefaultValue("64") @Min(0) @Max(10_000) int waitingCalls,
        @DefaultValue("900KB") DataSize outputLimit,
        Path temporaryFolder,
        @DefaultValue("12MB") DataSize compareMemory,
        @DefaultValue("20s") Duration queryTime,
        @DefaultValue("60s") Duration catalogueTtl,
        @DefaultValue("15s") Duration lease,
        @Valid @DefaultValue Web web) {

    /**
     * @param allowedHosts hosts (or host:port) that may be fetched although their address is private
     * @param timeout of one request
     */
    public record Web(
            @DefaultValue List<String> allowedHosts,
            @DefaultValue("10s") Duration timeout) {}
}
