package io.storyportal.kit.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.storyportal.kit.web.caller.Caller;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Locale;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Describes the layer under test with the names of its wire; in tests only, so no layer carries springdoc. */
@AutoConfiguration(beforeName = "org.springdoc.core.configuration.SpringDocConfiguration")
public class OpenApiAutoConfiguration {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
        // One enum of the wire is one type of the generated clients, wherever it is used.
        ModelResolver.enumsAsRef = true;
    }

    @Bean
    ModelResolver snakeCaseModels() {
        return new ModelResolver(new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
    }

    @Bean
    OpenAPI description(@Value("${portal.layer}") String layer) {
        return new OpenAPI()
                .info(new Info()
                        .title("Story Portal " + layer.toUpperCase(Locale.ROOT))
                        .version("1"))
                .servers(List.of(new Server().url("/")));
    }
}
