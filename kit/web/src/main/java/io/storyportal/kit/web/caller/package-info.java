/** Who is calling: authentication of every request, and the caller carried through the Reactor context. */
@NullMarked
package io.storyportal.kit.web.caller;

import org.jspecify.annotations.NullMarked;
