package io.storyportal.planning.template;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Matching without embeddings: the weights of a template's keywords found in the goal. Coarser, and says so. */
public final class Keywords {
    private static final double THRESHOLD = 4;
    private static final double ENOUGH = 12;

    private Keywords() {}

    public static TemplateMatcher.Likeness likeness(GoalReading reading) {
        String text = " " + reading.meaning().toLowerCase(Locale.ROOT) + " ";
        return new TemplateMatcher.Likeness(
                template -> score(template, text), 0, THRESHOLD, "keywords, as embeddings are not available");
    }

    private static double score(Template template, String text) {
        double sum = 0;
        for (Map.Entry<String, Integer> keyword : template.keywords().entrySet()) {
            if (Pattern.compile("(?<![\\p{L}])" + Pattern.quote(keyword.getKey()))
                    .matcher(text)
                    .find()) {
                sum += keyword.getValue();
            }
        }
        return Math.min(sum, ENOUGH);
    }
}
