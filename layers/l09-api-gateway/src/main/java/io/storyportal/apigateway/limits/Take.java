package io.storyportal.apigateway.limits;

import java.time.Duration;

/**
 * What came of taking one token.
 *
 * @param pause until the next token when this one was refused; zero otherwise
 */
record Take(boolean allowed, long remaining, Duration pause) {}
