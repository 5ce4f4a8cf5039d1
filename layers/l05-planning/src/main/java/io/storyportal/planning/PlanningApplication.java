package io.storyportal.planning;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** L05, planning. */
@SpringBootApplication
@EnableConfigurationProperties(PlanningProperties.class)
public class PlanningApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(PlanningApplication.class, arguments);
    }
}
