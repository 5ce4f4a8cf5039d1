package io.storyportal.runtime.local;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the system call filter as classic BPF, the form {@code bwrap --seccomp} loads. A list of refusals rather than of permissions:
 * the namespaces are the wall, the filter takes away the calls by which walls of this kind have been climbed (see ADR 0031).
 */
final class SeccompFilter {

    private static final int LOAD_WORD = 0x20;
    private static final int JUMP_EQUAL = 0x15;
    private static final int JUMP_NOT_BELOW = 0x35;
    private static final int JUMP_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;

    private static final int ALLOW = 0x7FFF_0000;
    private static final int KILL_PROCESS = 0x8000_0000;
    private static final int ERRNO = 0x0005_0000;
    private static final int EPERM = 1;
    private static final int ENOSYS = 38;
    private static final int EAFNOSUPPORT = 97;

    /** Offsets in struct seccomp_data; arguments are 64 bits of which these programs need the low word (little endian). */
    private static final int NUMBER = 0;

    private static final int ARCHITECTURE = 4;
    private static final int FIRST_ARGUMENT = 16;
    private static final int SECOND_ARGUMENT = 24;

    /** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET. */
    private static final int NEW_NAMESPACE = 0x7E02_0000;

    private static final int[] TERMINAL_INJECTION = {0x5412 /* TIOCSTI */, 0x541C /* TIOCLINUX */};
    private static final int[] LOCAL_SOCKETS = {1 /* UNIX */};
    private static final int[] LOCAL_AND_IP_SOCKETS = {1, 2 /* INET */, 10 /* INET6 */, 16 /* NETLINK */};

    private record Instruction(int code, int ifTrue, int ifFalse, int value) {}

    private final List<Instruction> program = new ArrayList<>();

    private SeccompFilter() {}

    /** @param ipSockets whether sockets other than local ones may be made (they reach no one: the network namespace is empty) */
    static byte[] compile(SystemCalls calls, boolean ipSockets) {
        var filter = new SeccompFilter();
        filter.refuseOtherArchitectures(calls);
        for (int call : calls.denied()) {
            filter.answer(call, ERRNO | EPERM);
        }
        for (int call : calls.missing()) {
            filter.answer(call, ERRNO | ENOSYS);
        }
        filter.refuseNewNamespaces(calls.cloneCall());
        filter.refuseTerminalInjection(calls.ioctlCall());
        filter.allowOnlyFamilies(calls.socketCall(), ipSockets ? LOCAL_AND_IP_SOCKETS : LOCAL_SOCKETS);
        filter.add(RETURN, 0, 0, ALLOW);
        return filter.bytes();
    }

    private void refuseOtherArchitectures(SystemCalls calls) {
        add(LOAD_WORD, 0, 0, ARCHITECTURE);
        add(JUMP_EQUAL, 1, 0, calls.auditArchitecture());
        add(RETURN, 0, 0, KILL_PROCESS);
        add(LOAD_WORD, 0, 0, NUMBER);
        add(JUMP_NOT_BELOW, 0, 1, SystemCalls.X32_BIT);
        add(RETURN, 0, 0, ERRNO | ENOSYS);
    }

    private void answer(int call, int action) {
        add(JUMP_EQUAL, 0, 1, call);
        add(RETURN, 0, 0, action);
    }

    private void refuseNewNamespaces(int clone) {
        add(JUMP_EQUAL, 0, 4, clone);
        add(LOAD_WORD, 0, 0, FIRST_ARGUMENT);
        add(JUMP_ANY_BIT, 0, 1, NEW_NAMESPACE);
        add(RETURN, 0, 0, ERRNO | EPERM);
        add(RETURN, 0, 0, ALLOW);
    }

    private void refuseTerminalInjection(int ioctl) {
        add(JUMP_EQUAL, 0, 2 + 2 * TERMINAL_INJECTION.length, ioctl);
        add(LOAD_WORD, 0, 0, SECOND_ARGUMENT);
        for (int request : TERMINAL_INJECTION) {
            answer(request, ERRNO | EPERM);
        }
        add(RETURN, 0, 0, ALLOW);
    }

    private void allowOnlyFamilies(int socket, int[] families) {
        add(JUMP_EQUAL, 0, 2 + 2 * families.length, socket);
        add(LOAD_WORD, 0, 0, FIRST_ARGUMENT);
        for (int family : families) {
            answer(family, ALLOW);
        }
        add(RETURN, 0, 0, ERRNO | EAFNOSUPPORT);
    }

    private void add(int code, int ifTrue, int ifFalse, int value) {
        program.add(new Instruction(code, ifTrue, ifFalse, value));
    }

    private byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(program.size() * 8).order(ByteOrder.nativeOrder());
        for (Instruction instruction : program) {
            bytes.putShort((short) instruction.code());
            bytes.put((byte) instruction.ifTrue());
            bytes.put((byte) instruction.ifFalse());
            bytes.putInt(instruction.value());
        }
        return bytes.array();
    }
}
