/** web.fetch and web.audit: pages of the public web, never of the network this runs in. */
@NullMarked
package io.storyportal.tools.web;

import org.jspecify.annotations.NullMarked;
