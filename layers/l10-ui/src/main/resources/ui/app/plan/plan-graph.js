import { html, nothing, svg } from 'lit';
import { View } from '../core/view.js';
import { duration, sentence } from '../core/format.js';
import { shape } from '../core/icons.js';
import { styleVars } from '../core/style-vars.js';
import { MOVING, glyph, tone } from '../parts/status.js';
import { criticalPath, layout } from './plan-layout.js';
import { spentMs } from './task-times.js';

const BOX = { width: 196, height: 62 };
const NARROW = 640;
const MARGIN = 3;

/** The plan as a live drawing: a box per task with its state, arrows for what needs what, the critical path in accent. */
class PlanGraph extends View {
  static properties = { tasks: {}, selected: {}, narrow: { state: true } };
  #watch = new ResizeObserver(([entry]) => (this.narrow = entry.contentRect.width < NARROW));

  connectedCallback() {
    super.connectedCallback();
    this.#watch.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#watch.disconnect();
  }

  render() {
    const upright = this.narrow ?? false;
    const wide = this.tasks.length > 0 && upright ? { ...BOX, width: 148 } : BOX;
    const plan = layout(this.tasks, { ...wide, gap: upright ? 34 : 46, lane: upright ? 10 : 18, upright });
    const critical = criticalPath(plan.nodes, spentMs);
    const onPath = ({ from, to }) => critical.has(from) && critical.has(to);
    const edges = plan.edges.toSorted((a, b) => Number(onPath(a)) - Number(onPath(b)));
    const [width, height] = [plan.width + 2 * MARGIN, plan.height + 2 * MARGIN];
    return html`<div class="graph-scroll" tabindex="0" role="region" aria-label="Plan graph, scrollable">
        <svg class="graph" ${styleVars({ '--natural': `${width}px` })} viewBox="${-MARGIN} ${-MARGIN} ${width} ${height}" role="group" aria-label="Tasks of the plan">
          <defs>${arrow('arrow', 'edge-tip')}${arrow('arrow-critical', 'edge-tip critical')}</defs>
          ${edges.map((edge) => svg`<path class="edge ${onPath(edge) ? 'critical' : ''}" d=${edge.path} marker-end="url(#${onPath(edge) ? 'arrow-critical' : 'arrow'})"/>`)}
          ${plan.nodes.map((node) => this.#box(node, plan.boxes.get(node.name), wide, critical.has(node.name)))}
        </svg>
      </div>
      <p class="legend"><span class="legend-line" aria-hidden="true"></span>Critical path: the chain that decides how long the plan takes</p>`;
  }

  #box(task, { x, y }, { width, height }, critical) {
    const spent = spentMs(task);
    const name = sentence(task.name);
    const status = sentence(task.status);
    const about = `${name}: ${status}${spent == null ? '' : `, ${duration(spent)}`}${critical ? ', on the critical path' : ''}`;
    const room = Math.floor((width - 48) / 7.1);
    return svg`<g class="node tone-${tone(task.status)} ${critical ? 'critical' : ''} ${MOVING.has(task.status) ? 'moving' : ''}" transform="translate(${x} ${y})"
        role="button" tabindex="0" aria-label=${about} aria-pressed=${this.selected === task.name ? 'true' : 'false'}
        @click=${() => this.#select(task)} @keydown=${(press) => this.#key(press, task)}>
      <title>${about}</title>
      <rect class="node-box" width=${width} height=${height} rx="11"/>
      <circle class="node-disc" cx="22" cy=${height / 2} r="12"/>
      <g class="node-icon" transform="translate(15 ${height / 2 - 7}) scale(0.583)"><g class=${MOVING.has(task.status) ? 'node-spin' : ''}>${shape(glyph(task.status))}</g></g>
      <text class="node-name" x="42" y="26">${fit(name, room)}</text>
      <text class="node-note" x="42" y="44">${fit([spent == null ? status : duration(spent), task.tool ?? task.task_type].filter(Boolean).join(' · '), room + 2)}</text>
      ${task.attempts > 1 ? svg`<text class="node-note" x=${width - 12} y="26" text-anchor="end">×${task.attempts}</text>` : nothing}
    </g>`;
  }

  #key(press, task) {
    if (press.key !== 'Enter' && press.key !== ' ') return;
    press.preventDefault();
    this.#select(task);
  }

  #select(task) {
    this.dispatchEvent(new CustomEvent('task-selected', { detail: this.selected === task.name ? null : task.name }));
  }
}

function arrow(id, look) {
  return svg`<marker id=${id} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path class=${look} d="M1 1 7 4 1 7Z"/></marker>`;
}

/** SVG text does not cut itself. */
function fit(text, room) {
  return text.length > room ? `${text.slice(0, room - 1)}…` : text;
}

customElements.define('plan-graph', PlanGraph);
