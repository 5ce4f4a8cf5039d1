package io.storyportal.data.journal;

import io.storyportal.kit.web.ids.TenantId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What one instance tells the others: that it recorded something for these tenants, or for {@link #ANY} when they are too
 * many to name. As text, its words separated by blanks, the instance first.
 */
record Notice(String from, List<String> tenants) {

    static final List<String> ANY = List.of("*");

    /** PostgreSQL takes less than 8,000 bytes. */
    static final int MOST = 200;

    static Notice parse(String text) {
        List<String> words = Arrays.asList(text.split(" "));
        return new Notice(words.getFirst(), List.copyOf(words.subList(1, words.size())));
    }

    boolean isOfAny() {
        return tenants.equals(ANY);
    }

    String text() {
        return String.join(" ", Stream.concat(Stream.of(from), tenants.stream()).toList());
    }

    /** Gathers what the next notice of an instance tells; takes no more memory than that. */
    static final class Draft {

        private final String from;
        private final Set<String> tenants = new TreeSet<>();
        private boolean tooMany;

        Draft(String from) {
            this.from = from;
        }

        synchronized void add(TenantId tenant) {
            tooMany = tooMany || tenants.size() == MOST && !tenants.contains(tenant.toString());
            if (!tooMany) {
                tenants.add(tenant.toString());
            }
        }

        /** The notice of what was gathered since the last one. */
        synchronized Notice take() {
            Notice notice = new Notice(from, tooMany ? ANY : List.copyOf(tenants));
            tenants.clear();
            tooMany = false;
            return notice;
        }
    }
}
