package io.storyportal.data.events;

import io.storyportal.data.journal.EventEnvelope;
import java.util.List;

/** Events of all tenants; {@code nextCursor} is where to go on, also when there is nothing new. */
public record EventFeedPage(List<EventEnvelope> items, String nextCursor) {}
