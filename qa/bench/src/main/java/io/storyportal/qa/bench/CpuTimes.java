package io.storyportal.qa.bench;

/**
 * CPU seconds used so far.
 *
 * @param client this JVM, which makes the load
 * @param programs what this JVM has started and waited for, such as pgbench
 */
record CpuTimes(double data, double postgres, double redis, double client, double programs) {

    CpuTimes since(CpuTimes earlier) {
        return new CpuTimes(
                data - earlier.data,
                postgres - earlier.postgres,
                redis - earlier.redis,
                client - earlier.client,
                programs - earlier.programs);
    }

    CpuTimes plus(CpuTimes other) {
        return new CpuTimes(
                data + other.data,
                postgres + other.postgres,
                redis + other.redis,
                client + other.client,
                programs + other.programs);
    }

    static CpuTimes none() {
        return new CpuTimes(0, 0, 0, 0, 0);
    }

    /** In microseconds for each of {@code count}. */
    String each(long count) {
        var micros = 1e6 / count;
        return "CPU µs: L01 %.0f, PostgreSQL %.0f, Redis %.0f, load client %.0f"
                .formatted(data * micros, postgres * micros, redis * micros, client * micros);
    }

    /** The same where pgbench made the load. */
    String eachOfPgBench(long count) {
        var micros = 1e6 / count;
        return "CPU µs: PostgreSQL %.0f, pgbench %.0f".formatted(postgres * micros, programs * micros);
    }
}
