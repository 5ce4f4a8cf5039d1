/** The pages themselves: assets, libraries, the import map and the content security policy. */
@NullMarked
package io.storyportal.ui.site;

import org.jspecify.annotations.NullMarked;
