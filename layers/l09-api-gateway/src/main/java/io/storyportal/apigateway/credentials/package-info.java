/** Who stands outside: API keys, the dev key, and the browser's session. */
@NullMarked
package io.storyportal.apigateway.credentials;

import org.jspecify.annotations.NullMarked;
