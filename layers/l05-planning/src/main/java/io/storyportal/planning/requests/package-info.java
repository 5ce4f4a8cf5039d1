/** Requests that may be sent twice. */
@NullMarked
package io.storyportal.planning.requests;

import org.jspecify.annotations.NullMarked;
