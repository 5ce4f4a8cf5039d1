/**
 * The backend of this machine: bubblewrap, control groups, resource limits and a system call filter. It starts the programs
 * {@code sh}, {@code setpriv}, {@code prlimit}, {@code bwrap} and {@code env} by absolute path, each found and tried before use.
 */
@NullMarked
package io.storyportal.runtime.local;

import org.jspecify.annotations.NullMarked;
