package io.storyportal.ui;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** L10, the human interface. */
@SpringBootApplication
@EnableConfigurationProperties(UiProperties.class)
public class UiApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(UiApplication.class, arguments);
    }
}
