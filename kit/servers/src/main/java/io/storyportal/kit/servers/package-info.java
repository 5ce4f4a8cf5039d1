/**
 * PostgreSQL and Redis as child processes, for the launcher and for tests. Owns their data folders, passwords and
 * settings; knows nothing of Spring, layers or schemas.
 */
@NullMarked
package io.storyportal.kit.servers;

import org.jspecify.annotations.NullMarked;
