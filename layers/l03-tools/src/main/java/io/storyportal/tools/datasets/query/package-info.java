/** dataset.query: read-only SQL, or a plain question turned into SQL, over a dataset in a temporary database. */
@NullMarked
package io.storyportal.tools.datasets.query;

import org.jspecify.annotations.NullMarked;
