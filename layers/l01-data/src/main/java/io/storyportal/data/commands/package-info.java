/** Commands on several resources, carried out together or not at all. */
@NullMarked
package io.storyportal.data.commands;

import org.jspecify.annotations.NullMarked;
