/** Goals, plans and tasks as L01 keeps them, and the port through which this layer reads and changes them. */
@NullMarked
package io.storyportal.planning.ledger;

import org.jspecify.annotations.NullMarked;
