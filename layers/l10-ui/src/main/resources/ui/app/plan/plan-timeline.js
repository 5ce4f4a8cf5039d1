import { html, nothing } from 'lit';
import { styleVars } from '../core/style-vars.js';
import { View } from '../core/view.js';
import { duration, sentence } from '../core/format.js';
import { icon } from '../core/icons.js';
import { MOVING, glyph, tone } from '../parts/status.js';
import { emptyState } from '../parts/states.js';
import { span, spentMs } from './task-times.js';

const TICKS = 4;
const STEP_MS = 500;

/** When each task ran, on one clock. Moves while something runs. */
class PlanTimeline extends View {
  static properties = { tasks: {} };
  #timer;

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  updated() {
    clearTimeout(this.#timer);
    if (this.tasks.some(({ status }) => MOVING.has(status))) this.#timer = setTimeout(() => this.requestUpdate(), STEP_MS);
  }

  render() {
    const whole = span(this.tasks);
    if (!whole) return emptyState({ name: 'clock', title: 'Nothing has started', text: 'Each task appears here with its start and its time.' });
    const total = whole.to - whole.from;
    const ordered = this.tasks.toSorted((a, b) => Date.parse(a.started_at ?? 8.64e15) - Date.parse(b.started_at ?? 8.64e15) || (a.sequence_order ?? 0) - (b.sequence_order ?? 0));
    return html`<div class="timeline">
      <div class="ticks" aria-hidden="true">${Array.from({ length: TICKS + 1 }, (_, tick) => html`<span ${styleVars({ '--at': `${(100 * tick) / TICKS}%` })}>${duration((total * tick) / TICKS)}</span>`)}</div>
      <ul>${ordered.map((task) => row(task, whole.from, total))}</ul>
    </div>`;
  }
}

function row(task, from, total) {
  const spent = spentMs(task);
  const start = task.started_at ? Math.max(0, Date.parse(task.started_at) - from) : null;
  const place = start === null ? null : styleVars({ '--at': `${(100 * start) / total}%`, '--part': `${Math.max(0.6, (100 * (spent ?? 0)) / total)}%` });
  return html`<li class="tone-${tone(task.status)}">
    <span class="lane-name">${icon(glyph(task.status), MOVING.has(task.status) ? 'spin' : '')}<span class="cut">${sentence(task.name)}</span></span>
    <span class="lane">${place ? html`<span class="lane-bar" ${place}></span>` : nothing}</span>
    <span class="lane-time num">${spent === null ? sentence(task.status) : duration(spent)}</span>
  </li>`;
}

customElements.define('plan-timeline', PlanTimeline);
