package io.storyportal.runtime.sandboxes;

import io.storyportal.runtime.sandbox.Availability;
import io.storyportal.runtime.sandbox.Budget;
import io.storyportal.runtime.sandbox.HostReport;
import io.storyportal.runtime.sandbox.TrustLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

public record BackendList(List<Backend> items) {

    public record Backend(String name, List<Level> trustLevels) {}

    /**
     * @param detail how it is isolated, or what is missing
     * @param remedy what a person does about it; empty when available
     * @param enforcedBy the mechanism behind each budget; a budget that is absent is refused when asked for
     */
    public record Level(
            TrustLevel level, boolean available, String detail, String remedy, Map<String, String> enforcedBy) {}

    static BackendList of(HostReport report) {
        var levels = new ArrayList<Level>();
        for (TrustLevel level : TrustLevel.values()) {
            Availability here = report.of(level);
            var mechanisms = new TreeMap<String, String>();
            Map<Budget, String> enforced = report.enforcedBy().getOrDefault(level, Map.of());
            enforced.forEach((budget, mechanism) -> mechanisms.put(budget.wire(), mechanism));
            levels.add(new Level(level, here.available(), here.detail(), here.remedy(), mechanisms));
        }
        return new BackendList(List.of(new Backend(report.backend(), levels)));
    }
}
