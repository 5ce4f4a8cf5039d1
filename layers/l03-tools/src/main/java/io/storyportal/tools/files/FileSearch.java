package io.storyportal.tools.files;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.storyportal.tools.ToolsProblem;
import io.storyportal.tools.datasets.read.DatasetException;
import io.storyportal.tools.datasets.read.DatasetSource;
import io.storyportal.tools.datasets.read.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Looks for lines in files, one after another, until there are enough. Patterns run in linear time whatever they are. */
final class FileSearch {
    private static final int LONGEST_LINE = 300;

    private final String query;
    private final @Nullable Pattern pattern;
    private final int most;
    private final List<Match> matches = new ArrayList<>();
    private int filesSearched;
    private boolean truncated;

    record Match(String path, long line, String text) {}

    record Result(List<Match> matches, int filesSearched, boolean truncated) {}

    FileSearch(String query, boolean regex, int most) {
        this.query = query.toLowerCase(Locale.ROOT);
        this.pattern = regex ? compile(query) : null;
        this.most = most;
    }

    private static Pattern compile(String query) {
        try {
            return Pattern.compile(query);
        } catch (PatternSyntaxException e) {
            throw ToolsProblem.INPUT_NOT_VALID.exception("'input/query' is no valid pattern: " + e.getDescription());
        }
    }

    /** False when there are enough matches. */
    boolean search(DatasetSource file) {
        long[] line = new long[1];
        try {
            TextFile.lines(file, text -> {
                line[0]++;
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("the search was cancelled");
                }
                if (fits(text)) {
                    found(file.name(), line[0], text);
                }
            });
            filesSearched++;
        } catch (DatasetException binary) {
            // Only text is searched.
        } catch (Enough enough) {
            filesSearched++;
            truncated = true;
            return false;
        }
        return true;
    }

    private boolean fits(String text) {
        return pattern == null
                ? text.toLowerCase(Locale.ROOT).contains(query)
                : pattern.matcher(text).find();
    }

    private void found(String path, long line, String text) {
        if (matches.size() == most) {
            throw new Enough();
        }
        matches.add(
                new Match(path, line, text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + "…"));
    }

    Result result() {
        return new Result(matches, filesSearched, truncated);
    }

    /** Ends the reading of a file early. */
    private static final class Enough extends RuntimeException {
        Enough() {
            super(null, null, false, false);
        }
    }
}
