package io.storyportal.runtime;

import io.storyportal.kit.web.problem.Problem;
import org.springframework.http.HttpStatus;

/** The problems of L02; docs/errors/l02.md explains each. Those from 120 on end a command and are told in its exit frame. */
public enum RuntimeProblem implements Problem {
    ILLEGAL_MOVE(
            "E2004",
            "illegal-state-change",
            HttpStatus.CONFLICT,
            "The agent's state does not allow this",
            "Read the agent's state; docs/errors/l02.md has the table of allowed moves."),
    CONFIDENTIAL_UNAVAILABLE(
            "E2010",
            "confidential-unavailable",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "No hardware-isolated runtime is available",
            "Spawn the agent as UNTRUSTED or STANDARD, or use a host with a hardware-isolated runtime."),
    TRUST_LEVEL_UNAVAILABLE(
            "E2100",
            "trust-level-unavailable",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "This host cannot isolate an agent of this trust level",
            "Run `portal setup`; `portal doctor` shows what is missing."),
    BUDGET_NOT_ENFORCEABLE(
            "E2101",
            "budget-not-enforceable",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "Nothing on this host can enforce this budget",
            "Leave the budget out, or give the layer a writable control group (docs/errors/l02.md says how)."),
    BUDGET_TOO_LARGE(
            "E2102",
            "budget-too-large",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The budget is above the maximum of its trust level",
            "Ask for no more than the maximum in the detail, or for another trust level."),
    SANDBOX_START_FAILED(
            "E2103",
            "sandbox-start-failed",
            HttpStatus.SERVICE_UNAVAILABLE,
            "The sandbox could not be set up",
            "Run `portal doctor`: it tries a sandbox and says what the host lacks."),
    AGENT_EXISTS(
            "E2104",
            "agent-exists",
            HttpStatus.CONFLICT,
            "An agent with this id but another description exists",
            "Repeat the first request unchanged, or choose a new agent_id."),
    TRUSTED_NEEDS_ADMIN(
            "E2105",
            "trusted-needs-admin",
            HttpStatus.FORBIDDEN,
            "Only an administrator may use a TRUSTED agent",
            "Use a STANDARD agent, or ask an administrator."),
    BAD_PATH(
            "E2106",
            "bad-path",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The path does not name a place in the workspace",
            "Use a relative path of plain names, without '..', that passes through no symbolic link."),
    NO_SUCH_FILE(
            "E2107",
            "no-such-file",
            HttpStatus.NOT_FOUND,
            "No such file in the workspace",
            "List the workspace's files to see what is there."),
    DISK_BUDGET_EXCEEDED(
            "E2108",
            "disk-budget-exceeded",
            HttpStatus.CONTENT_TOO_LARGE,
            "The workspace would exceed its disk budget",
            "Delete files of the workspace, or spawn an agent with a larger disk_mb."),
    TOO_MANY_COMMANDS(
            "E2109",
            "too-many-commands",
            HttpStatus.TOO_MANY_REQUESTS,
            "Too many commands run and wait",
            "Wait until some have ended and try again."),
    BUDGET_SPENT(
            "E2110",
            "budget-spent",
            HttpStatus.CONFLICT,
            "A budget of the agent is used up",
            "Spawn an agent with a larger budget; the detail names it."),
    INPUT_UNAVAILABLE(
            "E2111",
            "input-unavailable",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "An input artifact cannot be put into the workspace",
            "Check that the artifact exists and fits the disk budget."),
    NOT_A_FILE(
            "E2112",
            "not-a-file",
            HttpStatus.CONFLICT,
            "What is at this path is of another kind",
            "Read and write regular files, list folders."),
    TOO_MANY_ENTRIES(
            "E2113",
            "too-many-entries",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The folder has too many entries to list",
            "List a subfolder with `under`."),
    COMMAND_TIMED_OUT(
            "E2120",
            "command-timed-out",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The command ran longer than its timeout",
            "Give it a longer timeout_ms or less to do."),
    CPU_BUDGET(
            "E2121",
            "cpu-budget-used-up",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The agent's CPU time was used up",
            "Spawn an agent with a larger cpu_seconds."),
    MEMORY_BUDGET(
            "E2122",
            "memory-budget-exceeded",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The command needed more memory than the agent has",
            "Spawn an agent with a larger memory_mb, or process the data in pieces."),
    DISK_BUDGET(
            "E2123",
            "disk-budget-used-up",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The command wrote more than the workspace may hold",
            "Delete files of the workspace, or spawn an agent with a larger disk_mb."),
    WALL_BUDGET(
            "E2124",
            "wall-budget-used-up",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The agent's wall time was used up",
            "Spawn an agent with a larger wall_seconds."),
    OUTPUT_LIMIT(
            "E2125",
            "output-limit-exceeded",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The command wrote more output than is kept",
            "Write large results to a file of the workspace."),
    COMMAND_STOPPED(
            "E2126",
            "command-stopped",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The command was stopped from outside",
            "The reason says by whom: suspended, terminated, cancelled or drained. Run it again when the agent may run.");

    private final String code;
    private final String slug;
    private final HttpStatus status;
    private final String title;
    private final String remedy;

    RuntimeProblem(String code, String slug, HttpStatus status, String title, String remedy) {
        this.code = code;
        this.slug = slug;
        this.status = status;
        this.title = title;
        this.remedy = remedy;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
