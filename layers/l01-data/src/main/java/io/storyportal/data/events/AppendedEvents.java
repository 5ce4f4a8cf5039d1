package io.storyportal.data.events;

import io.storyportal.data.journal.EventEnvelope;
import java.util.List;

/** The events of a batch as recorded, in its order. */
public record AppendedEvents(List<EventEnvelope> items) {}
