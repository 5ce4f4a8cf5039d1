package io.storyportal.cli;

/** What the command's end means to a script; {@code docs/operating/cli.md} lists the same. */
public final class ExitCode {

    public static final int OK = 0;
    /** The work was done and did not succeed: a goal failed, a check found something. */
    public static final int FAILED = 1;
    /** Wrong options or arguments. */
    public static final int USAGE = 2;
    /** Nothing answers at the platform's address. */
    public static final int UNREACHABLE = 3;
    /** The platform refused the request. */
    public static final int REFUSED = 4;
    /** The platform could not do it. */
    public static final int PLATFORM_ERROR = 5;
    /** This machine lacks something: a port, a program, disk space. */
    public static final int MACHINE = 6;

    private ExitCode() {}
}
