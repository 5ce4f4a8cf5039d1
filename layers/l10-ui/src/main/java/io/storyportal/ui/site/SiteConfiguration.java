package io.storyportal.ui.site;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class SiteConfiguration {

    @Bean
    WebJars webJars(JsonMapper json) {
        return WebJars.onClasspath(json);
    }

    @Bean
    SiteFiles siteFiles(WebJars libraries) {
        return new SiteFiles(libraries);
    }

    @Bean
    IndexPage indexPage(SiteFiles files, WebJars libraries, JsonMapper json) {
        return new IndexPage(files, libraries, json);
    }
}
