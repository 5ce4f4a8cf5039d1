package io.storyportal.planning.template;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What the words of a goal say, as far as rules can tell.
 *
 * @param files in the order the description mentions them; those it does not mention follow
 * @param meaning the description with names and literals replaced by what they are, for matching by meaning
 * @param shape the description with files by ordinal and kind, for remembering plans: equal shapes have equal plans
 * @param keys columns that identify a row, as in "by sku"
 */
public record GoalReading(
        Goal goal,
        List<Goal.File> files,
        String meaning,
        String shape,
        List<String> keys,
        Optional<URI> url,
        Optional<String> sql,
        String question) {}
