/** What is agreed about events: who records which types, and what their payloads look like. */
@NullMarked
package io.storyportal.data.schemas;

import org.jspecify.annotations.NullMarked;
