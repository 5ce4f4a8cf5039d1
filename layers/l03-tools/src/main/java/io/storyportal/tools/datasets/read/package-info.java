/** Rows out of CSV, TSV, JSON and NDJSON files as people really send them: streamed, one pass, bounded memory. */
@NullMarked
package io.storyportal.tools.datasets.read;

import org.jspecify.annotations.NullMarked;
