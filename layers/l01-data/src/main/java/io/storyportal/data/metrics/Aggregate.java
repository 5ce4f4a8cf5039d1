package io.storyportal.data.metrics;

import java.util.Locale;

/** What the values of a bucket come to. */
enum Aggregate {
    /** Not {@code avg}, which fails on values whose squares are beyond a double. */
    AVG("sum(value) / count(*)"),
    SUM("sum(value)"),
    MIN("min(value)"),
    MAX("max(value)"),
    COUNT("count(*)::float8"),
    LAST("value");

    /** The words that {@link #parse} takes. */
    static final String WORDS = "avg|sum|min|max|count|last";

    private final String sql;

    Aggregate(String sql) {
        this.sql = sql;
    }

    static Aggregate parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Rows of start, label and value; the last value needs no aggregation, but the newest row of each bucket. */
    String select(String start, String label, String from) {
        String columns = start + " as start, " + label + " as label, " + sql + " as value " + from;
        return this == LAST
                ? "select distinct on (1, 2) " + columns + " order by 1, 2, at desc, seq desc"
                : "select " + columns + " group by 1, 2 order by 1, 2";
    }
}
