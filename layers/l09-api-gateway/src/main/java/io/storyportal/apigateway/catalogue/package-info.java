/** One API description for the whole platform, made from the layers' own. */
@NullMarked
package io.storyportal.apigateway.catalogue;

import org.jspecify.annotations.NullMarked;
