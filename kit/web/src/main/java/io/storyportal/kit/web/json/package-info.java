/** JSON by value: one spelling for documents that mean the same. */
@NullMarked
package io.storyportal.kit.web.json;

import org.jspecify.annotations.NullMarked;
