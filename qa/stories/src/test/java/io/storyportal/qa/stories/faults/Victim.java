package io.storyportal.qa.stories.faults;

/** What can be killed with -9: L01, a PostgreSQL process that serves it, PostgreSQL itself, Redis. */
enum Victim {
    L01,
    BACKEND,
    POSTMASTER,
    REDIS
}
