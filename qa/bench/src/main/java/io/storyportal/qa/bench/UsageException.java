package io.storyportal.qa.bench;

/** Words on the command line that mean nothing here. */
final class UsageException extends RuntimeException {

    UsageException(String message) {
        super(message);
    }
}
