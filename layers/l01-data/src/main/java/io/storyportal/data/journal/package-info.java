/**
 * The heart of L01: commands of one tenant, taken in groups, become events and rows in one transaction. Knows nothing of
 * single resources and nothing of HTTP.
 */
@NullMarked
package io.storyportal.data.journal;

import org.jspecify.annotations.NullMarked;
