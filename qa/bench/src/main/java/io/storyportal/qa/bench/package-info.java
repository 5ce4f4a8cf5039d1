/**
 * Benchmarks of the whole fleet: each measures ours and its floor alternately in one run, and writes what it found to
 * {@code target/bench}. They judge nothing but the numbers; correctness is the stories' part.
 */
@NullMarked
package io.storyportal.qa.bench;

import org.jspecify.annotations.NullMarked;
