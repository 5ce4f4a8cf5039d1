package io.storyportal.data.resources;

import io.storyportal.kit.web.problem.CommonProblem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code If-Match} header: the version a resource must stand at, quoted as its ETag is. */
public final class IfMatch {

    private static final Pattern SYNTAX = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

    private IfMatch() {}

    /** Null for no condition. */
    public static @Nullable Long parse(@Nullable String header) {
        if (header == null || header.equals("*")) {
            return null;
        }
        Matcher version = SYNTAX.matcher(header);
        if (!version.matches()) {
            throw CommonProblem.INVALID.exception("'If-Match' must be a version in quotes, as the ETag was");
        }
        return Long.valueOf(version.group(1));
    }
}
