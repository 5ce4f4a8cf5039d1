package io.storyportal.qa.bench;

/** How much a load got done, and how long it really took. */
record Answered(long count, double seconds) {

    double perSecond() {
        return count / seconds;
    }
}
