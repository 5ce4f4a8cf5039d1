/** What models were asked and what it cost, as L04 records it. */
@NullMarked
package io.storyportal.data.usage;

import org.jspecify.annotations.NullMarked;
