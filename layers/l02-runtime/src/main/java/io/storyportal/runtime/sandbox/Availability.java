package io.storyportal.runtime.sandbox;

/** Whether something can be had on this host and, when not, what is missing and what a person does about it. */
public record Availability(boolean available, String detail, String remedy) {

    public static Availability yes(String detail) {
        return new Availability(true, detail, "");
    }

    public static Availability no(String detail, String remedy) {
        return new Availability(false, detail, remedy);
    }
}
