/**
 * Every call's tokens and money, recorded through L01.
 */
@NullMarked
package io.storyportal.gateway.usage;

import org.jspecify.annotations.NullMarked;
