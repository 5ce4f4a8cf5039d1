package io.storyportal.kit.web.caller;

import java.util.Set;

/** What a caller may do: each role includes the ones below it. */
public enum Role {
    GUEST,
    DEVELOPER,
    ADMIN;

    public boolean isIncludedIn(Set<Role> roles) {
        return roles.stream().anyMatch(role -> role.compareTo(this) >= 0);
    }
}
