/**
 * L10, the human interface: the dashboard's pages, the figures they show, and the live stream of events to browsers.
 * Owns nothing that lasts: what it shows it reads from L01, as the tenant who asks, and from the layers' health. It
 * never writes a business fact; the pages change things through the door, at the layers that own them.
 */
@NullMarked
package io.storyportal.ui;

import org.jspecify.annotations.NullMarked;
