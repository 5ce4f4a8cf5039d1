package io.storyportal.ui.site;

import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

/** One file of the page, held in memory: all of them together are under half a megabyte. */
record SiteFile(MediaType type, byte[] content) {

    /** Types the JDK and Spring do not know, or know without a character set. */
    private static final Map<String, MediaType> TYPES = Map.of(
            "js", MediaType.parseMediaType("text/javascript;charset=UTF-8"),
            "css", MediaType.parseMediaType("text/css;charset=UTF-8"),
            "woff2", MediaType.parseMediaType("font/woff2"),
            "txt", MediaType.parseMediaType("text/plain;charset=UTF-8"));

    static SiteFile of(String name, byte[] content) {
        String extension = name.substring(name.lastIndexOf('.') + 1);
        MediaType type = TYPES.get(extension);
        return new SiteFile(
                type != null ? type : MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM),
                content);
    }
}
