/**
 * L02 Runtime: the lifecycle of agents and the sandboxes their commands run in. It owns agents' status and workspaces; it never calls a
 * model or a tool, and no other layer sees a path of this one.
 */
@NullMarked
package io.storyportal.runtime;

import org.jspecify.annotations.NullMarked;
