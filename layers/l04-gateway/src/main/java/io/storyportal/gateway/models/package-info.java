/**
 * What can be called right now.
 */
@NullMarked
package io.storyportal.gateway.models;

import org.jspecify.annotations.NullMarked;
