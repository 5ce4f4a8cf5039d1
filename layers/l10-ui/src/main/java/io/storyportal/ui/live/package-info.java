/** The WebSocket that carries a tenant's events to a browser. */
@NullMarked
package io.storyportal.ui.live;

import org.jspecify.annotations.NullMarked;
