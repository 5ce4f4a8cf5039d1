import { html, nothing } from 'lit';
import { View } from '../core/view.js';
import { get } from '../core/api.js';
import { brief, count, duration, elapsed } from '../core/format.js';
import { icon } from '../core/icons.js';
import { live } from '../core/live.js';
import { Loader } from '../core/loader.js';
import { href } from '../core/router.js';
import { FINAL, statusBadge } from '../parts/status.js';
import { emptyState, problemState, skeletonRows, staleLine } from '../parts/states.js';
import { eventLine } from '../events/event-words.js';
import { layerMap } from './layer-map.js';
import { sparkline } from './sparkline.js';
import '../parts/time-ago.js';

const NEWS = 9;

/** What an operator keeps open: the health of the layers, what runs, how fast, and the latest goals and events. */
class OverviewPage extends View {
  #overview = new Loader(this, (signal) => this.#fetch(signal), {
    refreshOn: ({ event_type: type }) => /^(goal|agent|plan)\./.test(type),
  });
  #onEvent = () => this.requestUpdate();

  /** Parts that cannot be read now are missing from the answer: what was known of them stays. */
  async #fetch(signal) {
    const fresh = await get('/api/v1/dashboard/overview', { signal });
    return { ...this.#overview.data, ...fresh };
  }

  connectedCallback() {
    super.connectedCallback();
    live.addEventListener('event', this.#onEvent);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('event', this.#onEvent);
  }

  render() {
    const { data, problem, loading } = this.#overview;
    return html`
      <div class="page-head">
        <div class="grow"><h1 tabindex="-1">Overview</h1><p>The platform at a glance</p></div>
        <button class="btn primary" @click=${() => document.querySelector('run-goal').open()}>${icon('plus')} Run goal</button>
      </div>
      ${staleLine(this.#overview)}
      ${data?.unavailable?.length ? missing(data.unavailable) : nothing}
      ${!data && problem ? html`<section class="card">${problemState(problem, () => this.#overview.reload())}</section>` : html`${this.#tiles(data)}
      <section class="card layers-card" aria-labelledby="layers-title" aria-busy=${loading}>
        <div class="card-head"><h2 id="layers-title" class="grow">Layers</h2>${this.#verdict(data)}</div>
        ${layerMap(data?.layers)}
      </section>
      <div class="columns">
        ${this.#goals(data)}
        ${this.#news()}
      </div>`}
    `;
  }

  #tiles(data) {
    const goals = data?.goals?.by_status ?? {};
    const agents = data?.agents?.by_status ?? {};
    const running = (goals.running ?? 0) + (goals.queued ?? 0);
    const finished = (goals.completed ?? 0) + (goals.failed ?? 0);
    const buckets = data?.throughput?.buckets ?? [];
    const latest = data?.throughput?.per_minute ?? null;
    return html`<div class="tiles">
      ${tile({ data, label: 'Goals in progress', value: data?.goals ? count(running) : '–', note: inAll(data?.goals), link: '/goals', name: 'goals' })}
      ${tile({ data, label: 'Goals completed', value: finished ? `${Math.round((100 * (goals.completed ?? 0)) / finished)}%` : '–', note: finished ? `${count(goals.completed ?? 0)} of ${count(finished)} finished goals` : data?.goals ? 'None has finished yet' : 'Not known now', link: '/goals?status=completed', name: 'check' })}
      ${tile({ data, label: 'Active agents', value: data?.agents ? count((agents.ready ?? 0) + (agents.executing ?? 0)) : '–', note: inAll(data?.agents), link: '/agents', name: 'agents' })}
      ${tile({ data, label: 'Events per minute', value: brief(latest), note: data?.position ? `${brief(data.position)} recorded` : data?.throughput ? 'No events yet' : 'Not known now', link: '/events', name: 'events', extra: sparkline(buckets) })}
    </div>`;
  }

  #verdict(data) {
    if (!data) return nothing;
    const ill = data.layers.filter(({ status }) => status !== 'up');
    if (ill.length === 0) return statusBadge('up', `All ${data.layers.length} healthy`);
    const worst = ill.some(({ status }) => status === 'down') ? 'down' : 'degraded';
    return statusBadge(worst, `${ill.length} of ${data.layers.length} need attention`);
  }

  #goals(data) {
    const goals = data?.recent_goals;
    const unknown = data && !goals;
    return html`<section class="card" aria-labelledby="recent-title">
      <div class="card-head"><h2 id="recent-title" class="grow">Recent goals</h2><a href=${href('/goals')}>All goals</a></div>
      ${unknown
        ? emptyState({ name: 'unplugged', title: 'Goals cannot be read', text: 'The data layer does not answer. They come back by themselves.' })
        : goals?.length === 0
        ? emptyState({
            name: 'goals',
            title: 'No goals yet',
            text: 'State one in plain words, add the files it needs, and watch the plan run.',
            action: html`<button class="btn" @click=${() => document.querySelector('run-goal').open()}>${icon('plus')} Run the first goal</button>`,
          })
        : html`<table class="grid recent"><thead class="sr-only"><tr><th scope="col">Goal</th><th scope="col">Status</th><th scope="col">Started</th></tr></thead>
            <tbody>${goals ? goals.map(goalRow) : skeletonRows(6, 3)}</tbody></table>`}
    </section>`;
  }

  #news() {
    const events = live.recent.slice(-NEWS).reverse();
    return html`<section class="card" aria-labelledby="news-title">
      <div class="card-head"><h2 id="news-title" class="grow">Latest events</h2><a href=${href('/events')}>Event stream</a></div>
      ${events.length === 0
        ? emptyState({ name: 'events', title: 'Quiet so far', text: 'Events appear here the moment they are committed.' })
        : html`<ol class="news">${events.map((event) => html`<li>${eventLine(event)}<time-ago class="dim num" .at=${event.created_at}></time-ago></li>`)}</ol>`}
    </section>`;
  }
}

function tile({ data, label, value, note, link, name, extra = nothing }) {
  return html`<a class="card tile" href=${href(link)}>
    <span class="tile-label">${icon(name)}${label}</span>
    <span class="tile-value num">${data ? value : html`<span class="skeleton w1"></span>`}</span>
    <span class="tile-note">${data ? note : html`<span class="skeleton w2"></span>`}</span>
    ${extra}
  </a>`;
}

const inAll = (counts) => (counts ? `${count(counts.total)}${counts.capped ? '+' : ''} in all` : 'Not known now');

function missing(parts) {
  return html`<div class="notice tone-warn stale-line" role="status">${icon('unplugged')}
    <p>Some figures cannot be read now: ${parts.join(', ')}. They are shown as they were last known.</p></div>`;
}

function goalRow(goal) {
  return html`<tr>
    <td class="wide"><a class="row-link cut" href=${href(`/goals/${goal.id}`)}>${goal.description}</a>
      <span class="dim small">${duration(elapsed(goal.created_at, FINAL.has(goal.status) ? (goal.completed_at ?? goal.updated_at) : null))}</span></td>
    <td>${statusBadge(goal.status)}</td>
    <td class="right dim nowrap"><time-ago .at=${goal.created_at}></time-ago></td>
  </tr>`;
}

customElements.define('overview-page', OverviewPage);
