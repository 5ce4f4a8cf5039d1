package io.storyportal.runtime.sandbox;

/** How far the code of an agent is trusted, which decides how it is isolated. Never lowered silently. */
public enum TrustLevel {
    /** A process of the host with limits: sees the host's file system and network. */
    TRUSTED,
    /** All namespaces, read-only root, system call filter, private workspace, no network. */
    STANDARD,
    /** As STANDARD, with tighter budgets and no sockets but local ones. */
    UNTRUSTED,
    /** Hardware isolation. No backend here offers it, so it is refused. */
    CONFIDENTIAL
}
