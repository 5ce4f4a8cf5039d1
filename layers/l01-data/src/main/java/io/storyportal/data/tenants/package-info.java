/** Tenants and the API keys of those who act in them. */
@NullMarked
package io.storyportal.data.tenants;

import org.jspecify.annotations.NullMarked;
