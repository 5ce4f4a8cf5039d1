package io.storyportal.data.journal;

/** A field of a command that names another aggregate, which must exist when the command is carried out. */
public record Reference(String field, AggregateKey to) {}
