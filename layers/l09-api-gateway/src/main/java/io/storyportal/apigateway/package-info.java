/**
 * L09, the only door from outside. Owns the outside paths, authentication of outside credentials, rate and size limits.
 * It never holds a business fact, and lets no identity header of a client inside.
 */
@NullMarked
package io.storyportal.apigateway;

import org.jspecify.annotations.NullMarked;
