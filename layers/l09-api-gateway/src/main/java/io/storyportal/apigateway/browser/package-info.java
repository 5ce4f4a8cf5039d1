/** What browsers are told: headers that keep pages apart, and the way to the dashboard. */
@NullMarked
package io.storyportal.apigateway.browser;

import org.jspecify.annotations.NullMarked;
