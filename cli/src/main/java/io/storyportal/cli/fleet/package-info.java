/** What the fleet is ({@code layers.yaml}), where its files lie, and what is known of the one that runs. */
@NullMarked
package io.storyportal.cli.fleet;

import org.jspecify.annotations.NullMarked;
