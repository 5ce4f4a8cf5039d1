import { elapsed } from '../core/format.js';
import { FINAL, MOVING } from '../parts/status.js';

/** How long a task has taken, or has been running; null before it starts. */
export function spentMs(task) {
  if (task.started_at) {
    if (task.completed_at) return elapsed(task.started_at, task.completed_at);
    if (MOVING.has(task.status)) return elapsed(task.started_at);
  }
  return FINAL.has(task.status) ? (task.duration_ms ?? null) : null;
}

/** Start and end of the plan on the clock, from its tasks; the end is now while one runs. */
export function span(tasks) {
  const starts = tasks.filter((task) => task.started_at).map((task) => Date.parse(task.started_at));
  if (starts.length === 0) return null;
  const ends = tasks.filter((task) => task.started_at).map((task) => (task.completed_at ? Date.parse(task.completed_at) : Date.now()));
  return { from: Math.min(...starts), to: Math.max(...ends, Math.min(...starts) + 1) };
}
