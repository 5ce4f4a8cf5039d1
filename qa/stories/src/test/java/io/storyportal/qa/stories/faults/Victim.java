package io.storyportal.qa.stories.faults;

/** Whom a fault strikes. All but one are killed with -9. */
enum Victim {
    L01,
    /** A PostgreSQL process that serves L01. */
    BACKEND,
    /** PostgreSQL as a whole. */
    POSTMASTER,
    /** PostgreSQL as a whole, stopped in order and started again. */
    RESTARTED_POSTGRES,
    REDIS
}
