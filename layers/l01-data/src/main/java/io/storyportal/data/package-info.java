/**
 * L01 owns every business fact of the platform: the log of events and the rows folded from it. It decides on versions,
 * tenants and schemas; it never decides what a goal, a plan or an agent should do next, and never calls another layer.
 */
@NullMarked
package io.storyportal.data;

import org.jspecify.annotations.NullMarked;
