/** How much and how fast: URL, header and body sizes, requests per second. */
@NullMarked
package io.storyportal.apigateway.limits;

import org.jspecify.annotations.NullMarked;
