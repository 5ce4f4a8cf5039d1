package io.storyportal.runtime.local;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of the system calls that no sandboxed program needs: they change mounts, namespaces, keys or the kernel, look into other
 * processes, or make special files. From the kernel's tables (arch/x86/entry/syscalls/syscall_64.tbl, asm-generic/unistd.h).
 */
record SystemCalls(int auditArchitecture, int[] denied, int[] missing, int cloneCall, int socketCall, int ioctlCall) {

    /** Calls above this bit are the x32 variants of x86_64, a second way to each call. */
    static final int X32_BIT = 0x4000_0000;

    static @Nullable SystemCalls ofThisMachine() {
        return TABLES.get(System.getProperty("os.arch"));
    }

    /*
     * denied: ptrace, process_vm_readv/writev, kcmp, pidfd_getfd, mount, umount2, pivot_root, chroot, unshare, setns, fsopen, fsconfig,
     * fsmount, fspick, move_mount, open_tree, mount_setattr, name_to_handle_at, open_by_handle_at, mknod, mknodat, swapon, swapoff,
     * reboot, kexec_load, kexec_file_load, init_module, finit_module, delete_module, bpf, perf_event_open, userfaultfd, keyctl, add_key,
     * request_key, syslog, acct, quotactl, quotactl_fd, settimeofday, clock_settime, clock_adjtime, adjtimex, sethostname,
     * setdomainname, vhangup, nfsservctl, lookup_dcookie, fanotify_init, move_pages, migrate_pages; x86 also iopl, ioperm, modify_ldt,
     * uselib, ustat, sysfs, _sysctl, create_module, get_kernel_syms, query_module.
     * missing (answered as "no such call", so programs fall back): clone3, whose flags a filter cannot see, and io_uring, which acts
     * past any filter.
     */
    private static final Map<String, SystemCalls> TABLES = Map.of(
            "amd64",
            new SystemCalls(
                    0xC000_003E,
                    new int[] {
                        101, 310, 311, 312, 438, 165, 166, 155, 161, 272, 308, 430, 431, 432, 433, 429, 428, 442, 303,
                                304, 133,
                        259, 167, 168, 169, 246, 320, 175, 313, 176, 321, 298, 323, 250, 248, 249, 103, 163, 179, 443,
                                164, 227,
                        305, 159, 170, 171, 153, 180, 212, 300, 279, 256, 172, 173, 154, 134, 136, 139, 156, 174, 177,
                                178
                    },
                    new int[] {435, 425, 426, 427},
                    56,
                    41,
                    16),
            "aarch64",
            new SystemCalls(
                    0xC000_00B7,
                    new int[] {
                        117, 270, 271, 272, 438, 40, 39, 41, 51, 97, 268, 430, 431, 432, 433, 429, 428, 442, 264, 265,
                        33, 224, 225, 142, 104, 294, 105, 273, 106, 280, 241, 282, 219, 217, 218, 116, 89, 60, 443, 170,
                        112, 266, 171, 161, 162, 58, 42, 18, 262, 239, 238
                    },
                    new int[] {435, 425, 426, 427},
                    220,
                    198,
                    29));
}
