/** What an agent remembers of a session between two of its steps; it goes when the session ends. */
@NullMarked
package io.storyportal.data.state;

import org.jspecify.annotations.NullMarked;
