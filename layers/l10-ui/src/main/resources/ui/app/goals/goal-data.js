import { get } from '../core/api.js';

/**
 * One goal as the page shows it. Its facts and tasks (with their times) come from the dashboard, which reads the
 * records; the report comes from planning. Either may be away: what is there is shown.
 */
export async function fetchGoal(id, signal) {
  const [record, report] = await Promise.allSettled([
    get(`/api/v1/dashboard/goal/${id}`, { signal }),
    get(`/api/v1/goals/${id}/report`, { signal }),
  ]);
  if (record.status === 'rejected' && report.status === 'rejected') throw record.reason;
  const known = record.value ?? {};
  const told = report.value ?? {};
  return {
    goal: known.goal ?? { id, description: told.description, status: told.status },
    plan: known.plan ?? (told.plan_id ? { id: told.plan_id } : null),
    tasks: merge(known.tasks ?? [], told.tasks ?? []),
    documents: told.documents ?? [],
    cost: told.cost ?? null,
    durationMs: told.duration_ms ?? null,
    // The record keeps the error of an earlier try.
    problem: asProblem(told.error ?? (known.plan?.status === 'failed' ? known.plan.error : null)),
    reportProblem: report.status === 'rejected' && report.reason.status !== 404 ? report.reason : null,
  };
}

/** The record knows times and inputs, the report knows tool and attempts: one task of both, found by id. */
function merge(records, told) {
  if (records.length === 0) return told;
  const byId = new Map(told.map((task) => [task.id, task]));
  return records.map((record) => {
    const more = byId.get(record.id) ?? {};
    return { ...more, ...present(record), attempts: more.attempts ?? record.attempt, error: record.status === 'completed' ? null : (more.error ?? record.error_message ?? null) };
  });
}

const present = (record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));

/** An error is a problem or, from older records, a sentence. */
function asProblem(error) {
  if (!error) return null;
  if (typeof error === 'string') return { title: 'The goal failed', detail: error };
  return { title: error.title ?? 'The goal failed', detail: error.detail ?? error.message, remedy: error.remedy, code: error.code, traceId: error.trace_id };
}

/** A task's event tells its new state before the page has asked again. */
export function applyTaskEvent(tasks, { aggregate_type: type, aggregate_id: id, payload, created_at: at }) {
  if (type !== 'task' || !payload?.status) return tasks;
  return tasks.map((task) => {
    if (task.id !== id) return task;
    const ended = ['completed', 'failed', 'skipped', 'cancelled'].includes(payload.status);
    return {
      ...task,
      status: payload.status,
      started_at: payload.started_at ?? task.started_at ?? (payload.status === 'running' ? at : null),
      completed_at: payload.completed_at ?? (ended ? at : null),
    };
  });
}
