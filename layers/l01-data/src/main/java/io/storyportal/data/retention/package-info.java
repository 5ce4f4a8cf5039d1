/**
 * Retention: payloads of old events go to files, their headers and hashes stay in the log. Owns the archive's folder. Never
 * drops what is not in a file first, nor what a resource could not be rebuilt without.
 */
@NullMarked
package io.storyportal.data.retention;

import org.jspecify.annotations.NullMarked;
