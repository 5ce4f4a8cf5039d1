import { html, nothing } from 'lit';
import { duration, fullTime, sentence } from '../core/format.js';
import { icon } from '../core/icons.js';
import { spentMs } from '../plan/task-times.js';
import { jsonTree } from '../report/json-tree.js';
import { copyableId } from '../parts/copy.js';
import { problemNotice } from '../parts/states.js';
import { statusBadge } from '../parts/status.js';

/** What is known of the task that was chosen in the graph. */
export function taskPanel(task, close) {
  return html`<aside class="task-panel" aria-label="Task ${sentence(task.name)}">
    <div class="panel-head"><h3>${sentence(task.name)}</h3>${statusBadge(task.status)}
      <button class="btn quiet small iconic" aria-label="Close task details" @click=${close}>${icon('cross')}</button></div>
    ${task.description ? html`<p class="dim">${task.description}</p>` : nothing}
    ${task.error ? problemNotice(typeof task.error === 'string' ? { title: 'This task failed', detail: task.error } : { ...task.error, title: task.error.title ?? 'This task failed' }) : nothing}
    <dl class="facts">
      <div><dt>Task</dt><dd>${copyableId(task.id, 'Task id')}</dd></div>
      <div><dt>Runs</dt><dd class="mono">${task.tool ?? task.task_type ?? '–'}</dd></div>
      <div><dt>Took</dt><dd class="num">${duration(spentMs(task))}</dd></div>
      <div><dt>Attempts</dt><dd class="num">${task.attempts ?? 0}</dd></div>
      <div><dt>Started</dt><dd>${task.started_at ? fullTime(task.started_at) : '–'}</dd></div>
      <div><dt>Needs</dt><dd>${task.depends_on?.length ? task.depends_on.map(sentence).join(', ') : 'Nothing'}</dd></div>
    </dl>
    <div class="task-data">${block('Input', task.input_data)}${block('Output', task.output_data)}</div>
  </aside>`;
}

function block(title, value) {
  if (!value || Object.keys(value).length === 0) return nothing;
  return html`<div><h4 class="small-head">${title}</h4>${jsonTree(value, 1)}</div>`;
}
