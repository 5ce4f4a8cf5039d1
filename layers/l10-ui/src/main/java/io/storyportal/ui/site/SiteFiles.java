package io.storyportal.ui.site;

import io.storyportal.kit.web.digest.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Everything the browser loads, by its path below {@code /ui/}. Our own files live under {@code assets/<digest>/}, the
 * digest being that of all of them: a new build is a new folder, so files may be cached for ever and two builds never
 * mix in one page. Libraries live under {@code lib/<name>/<version>/}, as their WebJars have them.
 */
final class SiteFiles {

    private static final String ROOT = "ui/";
    private static final String TEMPLATE = "index.html";
    private static final int DIGEST_LENGTH = 12;

    private final Map<String, SiteFile> files = new TreeMap<>();
    private final String assets;
    private final byte @Nullable [] template;

    SiteFiles(WebJars libraries) {
        Map<String, byte[]> own = own();
        this.assets = "assets/" + digest(own);
        this.template = own.remove(TEMPLATE);
        own.forEach((path, content) -> files.put(assets + "/" + path, SiteFile.of(path, content)));
        libraries.files().forEach((path, content) -> files.put(path, SiteFile.of(path, content)));
    }

    Optional<SiteFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** The page before its addresses and its import map are filled in. */
    String template() {
        if (template == null) {
            throw new IllegalStateException("ui/index.html is missing from the classpath");
        }
        return new String(template, StandardCharsets.UTF_8);
    }

    /** Path of our own files below {@code /ui/}. */
    String assets() {
        return assets;
    }

    private static Map<String, byte[]> own() {
        Map<String, byte[]> found = new TreeMap<>();
        try {
            for (Resource resource :
                    new PathMatchingResourcePatternResolver().getResources("classpath:/" + ROOT + "**")) {
                String address = resource.getURL().toString();
                String path = address.substring(address.lastIndexOf("/" + ROOT) + ROOT.length() + 1);
                if (resource.isReadable() && !path.isEmpty() && !path.endsWith("/")) {
                    found.put(path, resource.getContentAsByteArray());
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The dashboard's files cannot be read from the classpath", unreadable);
        }
        return found;
    }

    private static String digest(Map<String, byte[]> own) {
        MessageDigest digest = Sha256.begin();
        own.forEach((path, content) -> {
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update(content);
        });
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGEST_LENGTH);
    }
}
