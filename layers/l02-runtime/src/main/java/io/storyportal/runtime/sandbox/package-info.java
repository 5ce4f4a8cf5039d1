/**
 * What a sandbox is: a durable description, its budgets, the commands run in it, and the port a backend implements.
 * Plain Java and Reactor; it knows neither HTTP nor where agents are recorded.
 */
@NullMarked
package io.storyportal.runtime.sandbox;

import org.jspecify.annotations.NullMarked;
