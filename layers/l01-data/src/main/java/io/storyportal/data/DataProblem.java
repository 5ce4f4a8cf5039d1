package io.storyportal.data;

import io.storyportal.kit.web.problem.Problem;
import org.springframework.http.HttpStatus;

/** What L01 alone can answer with; docs/errors/l01.md explains each. */
public enum DataProblem implements Problem {
    VERSION_CONFLICT(
            "E1009",
            "version-conflict",
            HttpStatus.CONFLICT,
            "The aggregate is at another version",
            "Read the aggregate's events again and repeat the decision on its current version."),
    SCHEMA_MISMATCH(
            "E1010",
            "event-schema-mismatch",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The event does not match its schema",
            "Correct the payload at the named path; the schema is in contracts/events."),
    UNKNOWN_EVENT_TYPE(
            "E1100",
            "unknown-event-type",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The event type is not known",
            "Register the type with its owner in contracts/events/registry.yaml, or use a type of 'custom'."),
    NOT_THE_OWNER(
            "E1101",
            "not-the-owner",
            HttpStatus.FORBIDDEN,
            "Another layer owns this event type",
            "Let the owning layer make the change, or record an aggregate of your own."),
    OWN_ROUTE(
            "E1102",
            "resource-has-its-own-route",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "This aggregate is changed through its resource",
            "Use the resource's POST, PATCH or DELETE; its events follow from it."),
    ALREADY_EXISTS(
            "E1103",
            "already-exists",
            HttpStatus.CONFLICT,
            "It exists already",
            "Read what is there, or choose another id, name or key."),
    MISSING_REFERENCE(
            "E1104",
            "missing-reference",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "A referenced resource does not exist",
            "Create what the named field refers to first, or correct the id."),
    NOTHING_TO_CHANGE(
            "E1105",
            "nothing-to-change",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The change holds no field",
            "Send at least one field with its new value."),
    UNSTORABLE_TEXT(
            "E1106",
            "unstorable-text",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "A text holds what cannot be stored",
            "Remove NUL characters and unpaired surrogates from the text at the named path."),
    QUEUE_FULL(
            "E1107",
            "append-queue-full",
            HttpStatus.SERVICE_UNAVAILABLE,
            "Too many changes are waiting",
            "Slow down and send it again after Retry-After."),
    UNKNOWN_RESOURCE(
            "E1108",
            "unknown-resource",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "There is no such resource to command",
            "Use one of the resources that the detail lists, with an operation it has."),
    ARTIFACT_TOO_LARGE(
            "E1109",
            "artifact-too-large",
            HttpStatus.CONTENT_TOO_LARGE,
            "The file is too large",
            "Send a file within the limit in the detail."),
    STORAGE_UNAVAILABLE(
            "E1110",
            "artifact-storage-unavailable",
            HttpStatus.SERVICE_UNAVAILABLE,
            "The file cannot be stored or read now",
            "Free space on the volume that holds PORTAL_HOME and send it again."),
    UNKNOWN_KEY(
            "E1111",
            "unknown-api-key",
            HttpStatus.NOT_FOUND,
            "The API key is not known",
            "Use a key that was not revoked and has not expired."),
    FOREIGN_CURSOR(
            "E1112",
            "foreign-feed-cursor",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The cursor is not of this log",
            "Start again without a cursor, or with one this log gave out."),
    KEY_NOT_SHOWN_AGAIN(
            "E1113",
            "api-key-not-shown-again",
            HttpStatus.CONFLICT,
            "The API key of this request cannot be shown again",
            "Revoke it if it is still there, and make another with a new Idempotency-Key."),
    SESSION_ENDED(
            "E1040",
            "session-ended",
            HttpStatus.CONFLICT,
            "The session has ended",
            "Begin another session, or resume this one first."),
    NO_VALUE_THEN(
            "E1041",
            "no-value-then",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The setting had no value at this version",
            "Choose a version of the setting's history that has a value, or delete the setting."),
    NO_SPLITS(
            "E1042",
            "dataset-not-split",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The dataset has no splits",
            "Say how it is split first: POST its splits."),
    TOO_MANY_BUCKETS(
            "E1050",
            "too-many-buckets",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The answer would have too many time buckets",
            "Ask for a shorter time, for larger buckets, or group by a label with fewer values."),
    NO_SUCH_RANGE(
            "E1051",
            "no-such-range",
            HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
            "The file has no such range",
            "Ask for one range within the size that Content-Range names, or for the whole without a Range."),
    TOO_MANY_EXPORTS(
            "E1052",
            "too-many-exports",
            HttpStatus.TOO_MANY_REQUESTS,
            "Too many exports are unfinished",
            "Wait until one is completed, and ask again after Retry-After."),
    EXPORT_REMOVED(
            "E1053",
            "export-removed",
            HttpStatus.GONE,
            "The export's file was removed",
            "Ask for the export anew with POST /api/exports, and read its file within l01.exports-kept."),
    TOO_MANY_SEARCHES(
            "E1080",
            "too-many-searches",
            HttpStatus.TOO_MANY_REQUESTS,
            "Too many searches by meaning at a time",
            "Search less at a time, and ask again after Retry-After; a search by words does not wait."),
    SEARCHES_BUSY(
            "E1081",
            "searches-busy",
            HttpStatus.SERVICE_UNAVAILABLE,
            "Too many others search by meaning",
            "Ask again after Retry-After; a search by words does not wait."),
    ARCHIVED(
            "E1070",
            "archived",
            HttpStatus.GONE,
            "That part of the history is in an archive",
            "Ask for a later moment, or read the archive's file that the detail names.");

    private final String code;
    private final String slug;
    private final HttpStatus status;
    private final String title;
    private final String remedy;

    DataProblem(String code, String slug, HttpStatus status, String title, String remedy) {
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
