/** The one door errors leave through: RFC 9457 documents from {@code Problem} enums. */
@NullMarked
package io.storyportal.kit.web.problem;

import org.jspecify.annotations.NullMarked;
