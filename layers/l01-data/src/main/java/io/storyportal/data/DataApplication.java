package io.storyportal.data;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** L01: the event store and the stores projected from it. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DataApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(DataApplication.class, arguments);
    }
}
