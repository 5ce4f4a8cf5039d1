package io.storyportal.runtime.local;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

record KernelVersion(int major, int minor) {

    private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+).*");

    static KernelVersion current() {
        Matcher release = RELEASE.matcher(System.getProperty("os.version"));
        return release.matches()
                ? new KernelVersion(Integer.parseInt(release.group(1)), Integer.parseInt(release.group(2)))
                : new KernelVersion(0, 0);
    }

    boolean atLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }
}
