package io.storyportal.apigateway.routing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** A path of {@code routes.yaml}: literal segments, {@code {name}} for one segment, a last {@code **} for any rest. */
final class PathTemplate {

    /** Literals before variables before the end or the rest, segment by segment: the first to match is the narrowest. */
    static final Comparator<PathTemplate> NARROWEST_FIRST = (one, other) -> {
        for (int i = 0; i < Math.max(one.parts.size(), other.parts.size()); i++) {
            int order = Integer.compare(one.width(i), other.width(i));
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(one.open, other.open);
    };

    /** What a path had where the template has names, as sent: still percent-encoded. */
    record Match(Map<String, String> names, @Nullable String rest) {

        String decoded(String name) {
            return StringUtils.uriDecode(names.getOrDefault(name, ""), StandardCharsets.UTF_8);
        }
    }

    private final String text;
    private final List<String> parts;
    private final boolean open;

    private PathTemplate(String text, List<String> parts, boolean open) {
        this.text = text;
        this.parts = List.copyOf(parts);
        this.open = open;
    }

    static PathTemplate parse(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with '/': " + text);
        }
        List<String> parts = new ArrayList<>(List.of(text.substring(1).split("/", -1)));
        boolean open = parts.getLast().equals("**");
        if (open) {
            parts.removeLast();
        }
        for (String part : parts) {
            if (!part.matches("[A-Za-z0-9._-]+|\\{[a-z_]+}")) {
                throw new IllegalArgumentException("'" + part + "' is no literal and no {name} in " + text);
            }
        }
        return new PathTemplate(text, parts, open);
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        parts.stream().filter(PathTemplate::isName).forEach(names::add);
        return names;
    }

    boolean isOpen() {
        return open;
    }

    @Nullable
    Match match(OutsidePath path) {
        List<OutsidePath.Segment> segments = path.segments();
        if (segments.size() < parts.size() || (!open && segments.size() > parts.size())) {
            return null;
        }
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            OutsidePath.Segment segment = segments.get(i);
            if (isName(parts.get(i)) && !segment.sent().isEmpty()) {
                names.put(parts.get(i), segment.sent());
            } else if (!parts.get(i).equals(segment.decoded())) {
                return null;
            }
        }
        return new Match(names, open ? rest(segments) : null);
    }

    /** The path of this template with what another one matched. */
    String render(Match match) {
        StringBuilder path = new StringBuilder();
        parts.forEach(
                part -> path.append('/').append(isName(part) ? match.names().get(part) : part));
        return open ? path.append(match.rest()).toString() : path.toString();
    }

    private String rest(List<OutsidePath.Segment> segments) {
        StringBuilder rest = new StringBuilder();
        segments.subList(parts.size(), segments.size())
                .forEach(segment -> rest.append('/').append(segment.sent()));
        return rest.toString();
    }

    private int width(int i) {
        if (i >= parts.size()) {
            return 2;
        }
        return isName(parts.get(i)) ? 1 : 0;
    }

    private static boolean isName(String part) {
        return part.startsWith("{");
    }

    @Override
    public String toString() {
        return text;
    }
}
