package io.storyportal.apigateway.catalogue;

import io.storyportal.apigateway.routing.RouteTable;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The layers' API descriptions ({@code contracts/openapi}), packed into this jar by the build. */
final class PlatformApiFiles {

    private static final int LARGEST = 8 << 20;

    private final RouteTable routes;

    PlatformApiFiles(RouteTable routes) {
        this.routes = routes;
    }

    PlatformApi platform() throws IOException {
        Map<String, Map<String, Object>> documents = new TreeMap<>();
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath*:contracts/openapi/*.yaml")) {
            String name = String.valueOf(file.getFilename());
            documents.put(name.substring(0, name.indexOf('.')), read(file));
        }
        return new PlatformApi(routes, documents);
    }

    private static Map<String, Object> read(Resource file) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        try (InputStream in = file.getInputStream()) {
            Map<String, Object> document = new LinkedHashMap<>();
            if (new Yaml(new SafeConstructor(options)).load(in) instanceof Map<?, ?> fields) {
                fields.forEach((key, value) -> document.put(String.valueOf(key), value));
            }
            return document;
        }
    }
}
