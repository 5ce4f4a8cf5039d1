package io.storyportal.apigateway.routing;

import io.storyportal.apigateway.ApiGatewayProblem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.StringUtils;

/**
 * A request's path, in segments, each as sent and decoded. Only paths that every layer reads the same way become one:
 * what could mean another path after decoding (dot segments, encoded slashes, path parameters) is refused.
 */
record OutsidePath(List<Segment> segments) {

    record Segment(String sent, String decoded) {}

    OutsidePath {
        segments = List.copyOf(segments);
    }

    /** Reads a raw path that begins with a slash; a trailing slash is an empty last segment. */
    static OutsidePath of(String raw) {
        if (!raw.startsWith("/")) {
            throw refused("it does not begin with '/'");
        }
        List<Segment> segments = Stream.of(raw.substring(1).split("/", -1))
                .map(OutsidePath::segment)
                .toList();
        if (segments.stream().limit(segments.size() - 1L).anyMatch(segment -> segment.sent.isEmpty())) {
            throw refused("it has an empty segment");
        }
        return new OutsidePath(segments);
    }

    private static Segment segment(String sent) {
        String decoded = decode(sent);
        if (decoded.equals(".") || decoded.equals("..")) {
            throw refused("it has a dot segment");
        }
        if (decoded.chars().anyMatch(c -> c == '/' || c == '\\' || c == ';' || c < 0x20 || c == 0x7f)) {
            throw refused("a segment holds a slash, backslash, semicolon or control character");
        }
        return new Segment(sent, decoded);
    }

    private static String decode(String sent) {
        if (sent.indexOf('%') < 0) {
            return sent;
        }
        try {
            byte[] bytes =
                    StringUtils.uriDecode(sent, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            throw refused("a percent-encoding is not UTF-8");
        }
    }

    private static RuntimeException refused(String why) {
        return ApiGatewayProblem.PATH_REFUSED.exception("The path is refused: " + why);
    }
}
