package io.storyportal.qa.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Runs a load until it gets no faster: JIT compilers, connection pools and caches take their time, and how long depends on
 * the machine. It is over when three slices in a row were not {@value #RISE} above the best before them, or time is up.
 */
record Warmup(Duration slice, Duration limit) {

    private static final double RISE = 0.03;
    private static final int CALM = 3;

    static Warmup ordinary() {
        return new Warmup(Duration.ofSeconds(5), Duration.ofSeconds(120));
    }

    /** A load of a given length; its rate. */
    interface Load {
        double perSecond(Duration time) throws IOException, InterruptedException;
    }

    void until(String name, Load load, List<String> notes) throws IOException, InterruptedException {
        Bench.say(name + ": warming up");
        var best = 0.0;
        var calm = 0;
        var slices = 0;
        while (calm < CALM && slices < limit.dividedBy(slice)) {
            var rate = load.perSecond(slice);
            slices++;
            calm = rate > best * (1 + RISE) ? 0 : calm + 1;
            best = Math.max(best, rate);
        }
        notes.add("%s: warmed up for %d s, %s"
                .formatted(name, slices * slice.toSeconds(), calm == CALM ? "then steady" : "and still rising"));
    }
}
