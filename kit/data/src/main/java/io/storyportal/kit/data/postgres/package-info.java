/** PostgreSQL for a layer: its pool, its migrations, and transactions bound to one tenant. */
@NullMarked
package io.storyportal.kit.data.postgres;

import org.jspecify.annotations.NullMarked;
