/** The ways into L01's database, each bound to a role that row-level security holds for. */
@NullMarked
package io.storyportal.data.database;

import org.jspecify.annotations.NullMarked;
