/** What a cell of text means: number, date, boolean, missing, and the type of a column made of such cells. */
@NullMarked
package io.storyportal.tools.datasets.values;

import org.jspecify.annotations.NullMarked;
