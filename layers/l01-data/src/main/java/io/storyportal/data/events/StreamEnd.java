package io.storyportal.data.events;

/**
 * Says why a stream ends before its reader wished, in its last event: {@code end}.
 *
 * @param reason {@code slow_reader}: took too little for too long while events waited; {@code stopping}: this instance stops
 * @param resumeAfter what to send as {@code Last-Event-ID} or {@code after}; also the event's id
 */
record StreamEnd(String reason, long resumeAfter) {

    static final String EVENT = "end";
    static final String SLOW_READER = "slow_reader";
    static final String STOPPING = "stopping";
}
