/** What this machine lacks, and the remedy for each. */
@NullMarked
package io.storyportal.cli.doctor;

import org.jspecify.annotations.NullMarked;
