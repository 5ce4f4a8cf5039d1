/**
 * Ollama's own chat API.
 */
@NullMarked
package io.storyportal.gateway.provider.ollama;

import org.jspecify.annotations.NullMarked;
