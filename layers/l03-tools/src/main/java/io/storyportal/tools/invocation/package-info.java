/** One call of a tool: checked, journalled before and after, limited, and answered again to a retry. */
@NullMarked
package io.storyportal.tools.invocation;

import org.jspecify.annotations.NullMarked;
