/**
 * L05 Planning: from a goal to a plan, and from a plan to its result. Owns goals, plans and tasks, which it keeps in L01,
 * and in its own schema who is executing what. Never runs a tool, a program or a model itself.
 */
@NullMarked
package io.storyportal.planning;

import org.jspecify.annotations.NullMarked;
