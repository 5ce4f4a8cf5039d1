/** What layers are tested with: real servers, and the contract every layer keeps. */
@NullMarked
package io.storyportal.kit.testing;

import org.jspecify.annotations.NullMarked;
