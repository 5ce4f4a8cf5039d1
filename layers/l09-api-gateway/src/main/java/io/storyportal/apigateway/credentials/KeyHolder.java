package io.storyportal.apigateway.credentials;

import io.storyportal.apigateway.limits.Quota;
import io.storyportal.apigateway.limits.Tier;
import io.storyportal.kit.web.caller.Caller;

/** For whom an API key speaks, and how fast. */
record KeyHolder(Caller caller, Tier tier) {

    Quota quota() {
        return new Quota(caller.tenant() + ":" + caller.principal(), tier);
    }
}
