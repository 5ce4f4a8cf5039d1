package io.storyportal.tools;

import io.storyportal.kit.web.problem.Problem;
import org.springframework.http.HttpStatus;

/** What L03 refuses beyond what every layer does. */
public enum ToolsProblem implements Problem {
    INPUT_NOT_VALID(
            "E3100",
            "tool-input-not-valid",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The tool's input does not match its schema",
            "Correct the paths listed in 'errors'; GET /tools/{name} shows the schema."),
    DISABLED(
            "E3101",
            "tool-disabled",
            HttpStatus.CONFLICT,
            "The tool is disabled",
            "Enable it (an administrator can) or use another tool."),
    BUSY(
            "E3102",
            "tool-busy",
            HttpStatus.TOO_MANY_REQUESTS,
            "The tool runs as often as it may at one time",
            "Try again after the time in Retry-After."),
    TIMED_OUT(
            "E3103",
            "tool-timed-out",
            HttpStatus.GATEWAY_TIMEOUT,
            "The tool did not finish in time",
            "Give it less to do, or a larger timeout_ms (up to the tool's own limit)."),
    OUTPUT_TOO_LARGE(
            "E3104",
            "tool-output-too-large",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The tool's output is larger than allowed",
            "Ask for less: a smaller limit, fewer rows or pages."),
    CALL_IN_FLIGHT(
            "E3105",
            "tool-call-in-flight",
            HttpStatus.CONFLICT,
            "A call with this call_key is still running",
            "Wait and send the same call again: it then answers with the recorded result."),
    EFFECT_UNKNOWN(
            "E3106",
            "tool-effect-unknown",
            HttpStatus.CONFLICT,
            "Nobody knows whether this call took effect",
            "Look at what the call did, then decide; it is not repeated by itself because its tool may run only once."),
    CALL_KEY_REUSED(
            "E3107",
            "call-key-reused",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The call_key was used for another tool or input",
            "Use a new call_key for a new call."),
    AGENT_NEEDED(
            "E3108",
            "agent-needed",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The tool works in an agent's workspace and no agent was named",
            "Send agent_id with the call."),
    RECORDED_FAILURE(
            "E3109",
            "tool-call-failed-before",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The first call with this call_key failed",
            "Use a new call_key to try again."),
    EMPTY_FILE(
            "E3200",
            "file-is-empty",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The file is empty",
            "Send a file with content."),
    BINARY_FILE(
            "E3201",
            "file-is-binary",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The file is not text",
            "Export it as CSV, JSON or plain text and send that."),
    MALFORMED_FILE(
            "E3202",
            "file-is-malformed",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The file cannot be read as data",
            "Correct the line named in the detail, or name the format."),
    FILE_TOO_LARGE(
            "E3203",
            "file-exceeds-limit",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The file exceeds a limit of this tool",
            "Split it, or leave out what is not needed; the detail names the limit."),
    NO_COMPARISON_KEY(
            "E3210",
            "no-comparison-key",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The datasets have no usable key",
            "Name the column that identifies a row, for example key=sku."),
    QUESTION_NOT_UNDERSTOOD(
            "E3211",
            "question-not-understood",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The question is not understood without a model",
            "Ask like 'average price by city', 'top 5 product by amount', 'how many rows where status is open', send 'sql',"
                    + " or configure a model provider so that free questions are translated."),
    SQL_REFUSED(
            "E3212",
            "sql-refused",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The SQL statement is not accepted",
            "Send one SELECT or WITH statement over the table 'data'; dataset.schema lists its columns."),
    QUERY_LIMIT(
            "E3213",
            "query-limit-reached",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The query needs more than it is allowed",
            "Make it cheaper: filter first, avoid joins of the table with itself."),
    URL_REFUSED(
            "E3230",
            "url-refused",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "This address is not fetched",
            "Use a public http(s) address; an operator can allow private hosts by l03.web.allowed-hosts."),
    FETCH_FAILED(
            "E3231",
            "fetch-failed",
            HttpStatus.BAD_GATEWAY,
            "The address could not be fetched",
            "Check that the site answers; the detail says what happened."),
    INTERPRETER_MISSING(
            "E3250",
            "interpreter-missing",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The sandbox has no interpreter for this language",
            "Use another language or install the interpreter on the machine that runs L02.");

    private final String code;
    private final String slug;
    private final HttpStatus status;
    private final String title;
    private final String remedy;

    ToolsProblem(String code, String slug, HttpStatus status, String title, String remedy) {
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
