package io.storyportal.ui.dashboard;

import io.storyportal.client.l01.model.PageAgent;
import io.storyportal.client.l01.model.PageGoal;
import io.storyportal.client.l01.model.PageToolExecution;

/** Counts pages of L01 by status. */
final class Counting {

    private Counting() {}

    static Counts ofAgents(PageAgent page) {
        return Counts.of(
                page.getItems().stream()
                        .map(agent -> agent.getStatus().getValue())
                        .toList(),
                page.getNextCursor());
    }

    static Counts ofGoals(PageGoal page) {
        return Counts.of(
                page.getItems().stream()
                        .map(goal -> goal.getStatus().getValue())
                        .toList(),
                page.getNextCursor());
    }

    static Counts ofExecutions(PageToolExecution page) {
        return Counts.of(
                page.getItems().stream().map(run -> run.getStatus().getValue()).toList(), page.getNextCursor());
    }
}
