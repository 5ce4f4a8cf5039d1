/** report.render: the outputs of earlier tasks as one readable Markdown report and one machine-readable JSON document. */
@NullMarked
package io.storyportal.tools.reports;

import org.jspecify.annotations.NullMarked;
