/** The way inside: each route's checks, the internal token, the call, and what its failure is called. */
@NullMarked
package io.storyportal.apigateway.proxy;

import org.jspecify.annotations.NullMarked;
