/** The files of an agent's workspace and the commands in its sandbox, as tools see them: never by a path of this machine. */
@NullMarked
package io.storyportal.tools.workspace;

import org.jspecify.annotations.NullMarked;
