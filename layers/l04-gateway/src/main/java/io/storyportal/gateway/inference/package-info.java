/**
 * A model call from request to answer: routed, streamed, held to its schema, priced and recorded.
 */
@NullMarked
package io.storyportal.gateway.inference;

import org.jspecify.annotations.NullMarked;
