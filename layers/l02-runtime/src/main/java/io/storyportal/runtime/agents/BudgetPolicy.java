package io.storyportal.runtime.agents;

import io.storyportal.runtime.RuntimeProblem;
import io.storyportal.runtime.RuntimeProperties.Level;
import io.storyportal.runtime.sandbox.Budget;
import io.storyportal.runtime.sandbox.Budgets;
import io.storyportal.runtime.sandbox.HostReport;
import io.storyportal.runtime.sandbox.TrustLevel;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides an agent's budgets: what it asks for is granted whole or refused, what it leaves open is the usual where the host can hold it. */
public final class BudgetPolicy {

    private final Map<TrustLevel, Level> levels;

    public BudgetPolicy(Map<TrustLevel, Level> levels) {
        this.levels = levels;
    }

    Budgets decide(TrustLevel trust, Budgets wanted, HostReport host) {
        Level level = Objects.requireNonNull(levels.get(trust), () -> "No budgets are configured for " + trust);
        var decided = new EnumMap<Budget, Long>(Budget.class);
        for (Budget budget : Budget.values()) {
            boolean enforced = host.enforces(trust, budget);
            Long asked = wanted.of(budget);
            if (asked != null) {
                check(budget, asked, level.most().of(budget), enforced);
                decided.put(budget, asked);
            } else if (enforced && level.usual().of(budget) != null) {
                decided.put(budget, level.usual().of(budget));
            }
        }
        return Budgets.from(decided);
    }

    private static void check(Budget budget, long asked, @Nullable Long most, boolean enforced) {
        String name = budget.wire();
        if (!enforced) {
            throw RuntimeProblem.BUDGET_NOT_ENFORCEABLE
                    .exception(
                            "Nothing on this host can hold an agent to " + name + "; a budget is never approximated.")
                    .with("budget", name);
        }
        if (most != null && asked > most) {
            throw RuntimeProblem.BUDGET_TOO_LARGE
                    .exception(name + " may be at most " + most + ", not " + asked + ".")
                    .with("budget", name)
                    .with("maximum", most);
        }
    }
}
