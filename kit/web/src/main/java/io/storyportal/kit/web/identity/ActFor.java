package io.storyportal.kit.web.identity;

/** Names of the claim that says for whom a service calls. */
final class ActFor {

    static final String CLAIM = "act_for";
    static final String TENANT = "tenant";
    static final String PRINCIPAL = "principal";
    static final String ROLES = "roles";

    private ActFor() {}
}
