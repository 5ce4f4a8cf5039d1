/**
 * Vectors of texts, by which memories and documents are found by their meaning: the queue of what has none yet, the worker
 * that asks L04 for them, the search, and what L04 refused for good. L01 loads no model and never waits for one.
 */
@NullMarked
package io.storyportal.data.embeddings;

import org.jspecify.annotations.NullMarked;
