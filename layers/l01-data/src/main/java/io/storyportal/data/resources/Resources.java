package io.storyportal.data.resources;

import io.storyportal.data.database.Database;
import tools.jackson.databind.json.JsonMapper;

/** Makes the routes of a resource out of what is particular about it. */
public final class Resources {

    private final Database database;
    private final Commands commands;
    private final Submissions submissions;
    private final JsonMapper json;

    public Resources(Database database, Commands commands, Submissions submissions, JsonMapper json) {
        this.database = database;
        this.commands = commands;
        this.submissions = submissions;
        this.json = json;
    }

    public <R extends ResourceView> ResourceRoutes<R> routes(ResourceType<R> type) {
        return new ResourceRoutes<>(type, new ResourceReads<>(type, database, json), commands, submissions, json);
    }
}
