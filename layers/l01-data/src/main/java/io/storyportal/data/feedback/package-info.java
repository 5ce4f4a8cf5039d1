/** What people and programs said about agents' work, and whether anybody has dealt with it. */
@NullMarked
package io.storyportal.data.feedback;

import org.jspecify.annotations.NullMarked;
