package io.storyportal.gateway.embedding;

import java.util.List;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.ConfigurableApplicationContext;
import sun.misc.Signal;

/**
 * Closes the application on TERM, INT and HUP before the JVM begins to end. By default it would be closed by one of the
 * JVM's shutdown hooks, which run at the same time; another of them, ONNX Runtime's own, frees its native environment,
 * and a model that is loading or an embedding of a request that is waited for then crashes the process. Exits with
 * 128 and the signal's number, as the JVM does. A second signal waits for the first.
 */
final class StopSignals implements InitializingBean {

    private final ConfigurableApplicationContext application;

    StopSignals(ConfigurableApplicationContext application) {
        this.application = application;
    }

    @Override
    public void afterPropertiesSet() {
        List.of("TERM", "INT", "HUP").forEach(name -> Signal.handle(new Signal(name), this::stop));
    }

    /** On a thread that is no daemon: the web server's is the last of the others, and the JVM ends with the last. */
    private void stop(Signal signal) {
        Thread.ofPlatform().daemon(false).name("stop").start(() -> {
            try {
                application.close();
            } finally {
                System.exit(128 + signal.getNumber());
            }
        });
    }
}
