package io.storyportal.planning;

import io.storyportal.kit.web.problem.Problem;
import org.springframework.http.HttpStatus;

/** What this layer can answer with, beside the common problems. Documented in docs/errors/l05.md. */
public enum PlanningProblem implements Problem {
    NO_PLAN(
            "E5100",
            "no-plan",
            HttpStatus.UNPROCESSABLE_CONTENT,
            "No plan fits this goal",
            "Say it nearer to a template (profile a dataset, inspect a log, compare two datasets by key, audit a web page,"
                    + " answer a question about a dataset), or let a model plan it: set ANTHROPIC_API_KEY, OPENAI_API_KEY"
                    + " or OLLAMA_BASE_URL in the environment of the model gateway (L04) and restart it."),
    GOAL_LACKS(
            "E5101",
            "goal-lacks-input",
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The goal lacks something its plan needs",
            "Add what the detail names, as a file, in the words of the goal, or in 'options'."),
    PLAN_INVALID(
            "E5102",
            "plan-invalid",
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The plan is not valid",
            "Read 'findings': each names the task and what is wrong with it."),
    PLAN_ALTERED(
            "E5103",
            "plan-altered",
            HttpStatus.CONFLICT,
            "The plan was altered after it was signed",
            "Make a new plan for the goal; an altered plan never runs."),
    ILLEGAL_MOVE(
            "E5104",
            "illegal-move",
            HttpStatus.CONFLICT,
            "The plan cannot do this now",
            "Read the plan's status; the detail says from which statuses this is possible."),
    UNKNOWN_FILE(
            "E5105",
            "unknown-file",
            HttpStatus.UNPROCESSABLE_CONTENT,
            "A file of the goal is not there",
            "Upload the file first (POST /api/v1/artifacts) or send it with the goal as multipart/form-data."),
    UNKNOWN_TEMPLATE(
            "E5106",
            "unknown-template",
            HttpStatus.UNPROCESSABLE_CONTENT,
            "There is no such template",
            "Leave 'options.template' out, or name one of those in the detail."),
    MODEL_PLAN_UNUSABLE(
            "E5107",
            "model-plan-unusable",
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The model gave no usable plan",
            "Say the goal more precisely and send it again, or route planning to a stronger model."),
    UNREADABLE_FORM(
            "E5108",
            "unreadable-form",
            HttpStatus.BAD_REQUEST,
            "The form cannot be read",
            "Send multipart/form-data with one 'goal' (JSON) or 'description' part and any number of 'file' parts."),
    MODEL_FAILED(
            "E5109",
            "model-failed",
            HttpStatus.BAD_GATEWAY,
            "No model gave an answer to plan with",
            "Read the detail and 'cause', the model gateway's code; GET /api/v1/models shows the providers.");

    private final String code;
    private final String slug;
    private final HttpStatus status;
    private final String title;
    private final String remedy;

    PlanningProblem(String code, String slug, HttpStatus status, String title, String remedy) {
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
