/** What a layer is and how it is configured. */
@NullMarked
package io.storyportal.kit.web.config;

import org.jspecify.annotations.NullMarked;
