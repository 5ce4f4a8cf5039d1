import { html, nothing } from 'lit';
import { icon } from '../core/icons.js';
import { clockTime } from '../core/format.js';

/** What stands where data will be: `rows` grey lines of the height the data will have, so nothing jumps. */
export function skeletonRows(rows, columns) {
  return Array.from(
    { length: rows },
    (_, row) => html`<tr aria-hidden="true">${Array.from({ length: columns }, (_, column) => html`<td><span class="skeleton w${(row * 3 + column * 5) % 4}"></span></td>`)}</tr>`,
  );
}

export function emptyState({ name, title, text, action = nothing }) {
  return html`<div class="state"><span class="mark">${icon(name, 'icon-l')}</span><h3>${title}</h3><p>${text}</p>${action}</div>`;
}

/** A problem of the platform in full: what happened, what helps, and the codes to quote. */
export function problemState(problem, retry) {
  return html`<div class="state tone-bad" role="alert">
    <span class="mark">${icon('alert', 'icon-l')}</span>
    <h3>${problem.title ?? 'Something went wrong'}</h3>
    <p>${problem.detail ?? problem.message}</p>
    ${problem.remedy ? html`<p class="remedy">${problem.remedy}</p>` : nothing}
    ${codes(problem)}
    ${retry ? html`<button class="btn" @click=${retry}>${icon('refresh')} Try again</button>` : nothing}
  </div>`;
}

export function problemNotice(problem) {
  return html`<div class="notice tone-bad" role="alert">${icon('alert')}
    <div>
      <p><strong>${problem.title ?? 'Something went wrong'}.</strong> ${problem.detail ?? ''}</p>
      ${problem.remedy ? html`<p class="remedy">${problem.remedy}</p>` : nothing}
      ${codes(problem)}
    </div>
  </div>`;
}

function codes(problem) {
  if (!problem.code && !problem.traceId) return nothing;
  return html`<p class="more mono">${problem.code ?? ''} ${problem.traceId ? html`trace ${problem.traceId}` : nothing}</p>`;
}

/** The line above data that could not be refreshed. */
export function staleLine(loader) {
  if (!loader.stale) return nothing;
  return html`<div class="notice tone-warn stale-line" role="status">${icon('unplugged')}
    <p>Showing what was known at ${clockTime(loader.updatedAt)}. ${loader.problem.title}; trying again.</p>
  </div>`;
}
