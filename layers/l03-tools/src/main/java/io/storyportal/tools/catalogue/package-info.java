/** Which tools there are: built in by code, registered in L01 for each tenant, found by name or by meaning. */
@NullMarked
package io.storyportal.tools.catalogue;

import org.jspecify.annotations.NullMarked;
