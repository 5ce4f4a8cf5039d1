package io.storyportal.gateway.provider;

import java.time.Duration;

/**
 * How long a provider may take.
 *
 * @param connect to open the connection
 * @param firstByte from the request to the first piece of the answer; a long unstreamed answer needs all of it
 * @param idle between two pieces of a stream
 * @param total for the whole answer
 */
public record ProviderTimeouts(Duration connect, Duration firstByte, Duration idle, Duration total) {}
