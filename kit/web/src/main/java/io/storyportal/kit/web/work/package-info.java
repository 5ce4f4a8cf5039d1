/** What a process does by itself as long as it runs. */
@NullMarked
package io.storyportal.kit.web.work;

import org.jspecify.annotations.NullMarked;
