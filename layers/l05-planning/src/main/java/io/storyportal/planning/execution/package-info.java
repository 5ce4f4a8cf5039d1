/** Durable execution: runs are leased, tasks advance by pure rules, every transition is committed to L01, and a takeover repeats call keys so that no committed step runs twice. */
@NullMarked
package io.storyportal.planning.execution;

import org.jspecify.annotations.NullMarked;
