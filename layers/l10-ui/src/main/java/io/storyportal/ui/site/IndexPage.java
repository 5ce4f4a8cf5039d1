package io.storyportal.ui.site;

import io.storyportal.kit.web.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one HTML page, and the policy that goes with it. No script may run but our files and the import map, which is
 * inline by nature and therefore named by its hash; no HTML is parsed from strings except by lit (trusted types).
 */
final class IndexPage {

    private final byte[] html;
    private final String entityTag;
    private final String policy;

    IndexPage(SiteFiles files, WebJars libraries, JsonMapper json) {
        String importMap = json.writeValueAsString(new WebJars.ImportMap(libraries.imports()));
        this.html = files.template()
                .replace("{{assets}}", "/ui/" + files.assets())
                .replace("{{importmap}}", importMap)
                .getBytes(StandardCharsets.UTF_8);
        this.policy = policy(hash(importMap.getBytes(StandardCharsets.UTF_8)));
        this.entityTag = HexFormat.of().formatHex(Sha256.begin().digest(html)).substring(0, 16);
    }

    byte[] html() {
        return html;
    }

    String entityTag() {
        return entityTag;
    }

    String policy() {
        return policy;
    }

    private static String policy(String importMapHash) {
        return String.join(
                "; ",
                List.of(
                        "default-src 'none'",
                        "script-src 'self' '" + importMapHash + "'",
                        "style-src 'self'",
                        "font-src 'self'",
                        "img-src 'self' data:",
                        "connect-src 'self'",
                        "base-uri 'none'",
                        "form-action 'none'",
                        "frame-ancestors 'none'",
                        "require-trusted-types-for 'script'",
                        "trusted-types lit-html"));
    }

    private static String hash(byte[] content) {
        return "sha256-" + Base64.getEncoder().encodeToString(Sha256.begin().digest(content));
    }
}
