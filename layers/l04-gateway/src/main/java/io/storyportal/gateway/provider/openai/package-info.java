/**
 * OpenAI chat completions, and every server that speaks them.
 */
@NullMarked
package io.storyportal.gateway.provider.openai;

import org.jspecify.annotations.NullMarked;
