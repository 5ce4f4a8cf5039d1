package io.storyportal.ui.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JavaScript libraries on the classpath, and the import map that tells browsers where {@code import … from 'lit'}
 * leads. Both come from the WebJars themselves, so a library's version stands in the POM and nowhere else.
 *
 * @param imports module names to paths below {@code /ui/}
 * @param files contents by path below {@code /ui/}
 */
record WebJars(Map<String, String> imports, Map<String, byte[]> files) {

    private static final String MARK = "META-INF/importmap.json";
    private static final String CONTENT = "META-INF/resources/_static/";
    private static final String MAPPED = "/_static/";
    private static final String PLACE = "lib/";

    /** As a WebJar has it, and as a browser reads it. */
    record ImportMap(Map<String, String> imports) {}

    static WebJars onClasspath(JsonMapper json) {
        Map<String, String> imports = new TreeMap<>();
        Map<String, byte[]> files = new TreeMap<>();
        try {
            for (URL mark : Collections.list(WebJars.class.getClassLoader().getResources(MARK))) {
                if (mark.openConnection() instanceof JarURLConnection connection) {
                    connection.setUseCaches(false);
                    try (JarFile jar = connection.getJarFile()) {
                        mapped(jar, json).forEach((name, path) -> imports.put(name, "/ui/" + PLACE + path));
                        read(jar, files);
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The WebJars of the dashboard cannot be read", unreadable);
        }
        return new WebJars(imports, files);
    }

    private static Map<String, String> mapped(JarFile jar, JsonMapper json) throws IOException {
        Map<String, String> paths = new TreeMap<>();
        json.readValue(bytes(jar, jar.getJarEntry(MARK)), ImportMap.class)
                .imports()
                .forEach((name, path) -> {
                    if (path.startsWith(MAPPED) && isForBrowsers(path)) {
                        paths.put(name, path.substring(MAPPED.length()));
                    }
                });
        return paths;
    }

    private static void read(JarFile jar, Map<String, byte[]> files) throws IOException {
        List<JarEntry> scripts = jar.stream()
                .filter(entry -> entry.getName().startsWith(CONTENT)
                        && entry.getName().endsWith(".js")
                        && isForBrowsers(entry.getName()))
                .toList();
        for (JarEntry script : scripts) {
            files.put(PLACE + script.getName().substring(CONTENT.length()), bytes(jar, script));
        }
    }

    /** WebJars carry builds for development and for Node beside the one for browsers. */
    private static boolean isForBrowsers(String path) {
        return !path.contains("/development/") && !path.contains("/node/") && !path.contains("ssr-dom-shim");
    }

    private static byte[] bytes(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream content = jar.getInputStream(entry)) {
            return content.readAllBytes();
        }
    }
}
