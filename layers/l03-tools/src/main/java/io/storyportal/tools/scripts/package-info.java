/** script.run: code from elsewhere runs in the agent's sandbox only. */
@NullMarked
package io.storyportal.tools.scripts;

import org.jspecify.annotations.NullMarked;
