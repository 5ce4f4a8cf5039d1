package io.storyportal.cli.doctor;

/** What one check found. {@code remedy} is empty when there is nothing to do. */
record Finding(String check, Level level, String detail, String remedy) {

    enum Level {
        OK,
        WARN,
        FAIL
    }

    static Finding ok(String check, String detail) {
        return new Finding(check, Level.OK, detail, "");
    }

    static Finding warn(String check, String detail, String remedy) {
        return new Finding(check, Level.WARN, detail, remedy);
    }

    static Finding fail(String check, String detail, String remedy) {
        return new Finding(check, Level.FAIL, detail, remedy);
    }
}
