import { html, nothing } from 'lit';
import { View } from '../core/view.js';
import { get, withQuery } from '../core/api.js';
import { duration, elapsed, shortId } from '../core/format.js';
import { icon } from '../core/icons.js';
import { Loader } from '../core/loader.js';
import { href, router } from '../core/router.js';
import { FINAL, statusBadge } from '../parts/status.js';
import { emptyState, problemState, skeletonRows, staleLine } from '../parts/states.js';
import '../parts/time-ago.js';

const PAGE = 50;
const FILTERS = [
  ['', 'All'],
  ['running', 'Running'],
  ['completed', 'Completed'],
  ['failed', 'Failed'],
  ['cancelled', 'Cancelled'],
];

class GoalsPage extends View {
  static properties = { query: {}, search: { state: true } };
  #more = [];
  #cursor = null;
  #goals = new Loader(this, (signal) => this.#fetch(signal), { refreshOn: ({ event_type: type }) => type.startsWith('goal.') });

  constructor() {
    super();
    this.search = '';
  }

  willUpdate(changed) {
    if (changed.has('query') && changed.get('query')) {
      this.#more = [];
      this.#goals.restart();
    }
  }

  get status() {
    return this.query?.get('status') ?? '';
  }

  async #fetch(signal) {
    const page = await get(withQuery('/api/v1/goals', { status: this.status, limit: PAGE }), { signal });
    if (this.#more.length === 0) this.#cursor = page.next_cursor;
    return page.items;
  }

  async #loadMore() {
    const page = await get(withQuery('/api/v1/goals', { status: this.status, limit: PAGE, cursor: this.#cursor }));
    this.#more = [...this.#more, ...page.items];
    this.#cursor = page.next_cursor;
    this.requestUpdate();
  }

  render() {
    return html`
      <div class="page-head">
        <div class="grow"><h1 tabindex="-1">Goals</h1><p>What was asked, and how it went</p></div>
        <button class="btn primary" @click=${() => document.querySelector('run-goal').open()}>${icon('plus')} Run goal</button>
      </div>
      <div class="toolbar">
        <div class="segments" role="group" aria-label="Status">
          ${FILTERS.map(([status, label]) => html`<button aria-pressed=${this.status === status} @click=${() => router.go(status ? `/goals?status=${status}` : '/goals')}>${label}</button>`)}
        </div>
        <div class="search">${icon('search')}<input type="search" aria-label="Filter goals" placeholder="Filter by words" .value=${this.search} @input=${(input) => (this.search = input.target.value)} /></div>
      </div>
      ${staleLine(this.#goals)}
      <section class="card" aria-label="Goals" aria-busy=${this.#goals.loading}>${this.#body()}</section>
    `;
  }

  #body() {
    const { data, problem } = this.#goals;
    if (!data && problem) return problemState(problem, () => this.#goals.reload());
    if (data?.length === 0) return this.#empty();
    const known = new Set(data?.map(goalId));
    const goals = data && [...data, ...this.#more.filter((goal) => !known.has(goalId(goal)))].filter((goal) => this.#matches(goal));
    if (goals?.length === 0) return emptyState({ name: 'search', title: 'No goal matches', text: `Nothing here has “${this.search}” in it.` });
    return html`<div class="table-wrap"><table class="grid">
        <thead><tr><th scope="col">Goal</th><th scope="col">Status</th><th scope="col" class="right opt">Duration</th><th scope="col" class="right">Started</th></tr></thead>
        <tbody>${goals ? goals.map(row) : skeletonRows(8, 4)}</tbody>
      </table></div>
      ${this.#cursor ? html`<div class="more-row"><button class="btn" @click=${() => this.#loadMore()}>${icon('down')} Load more</button></div>` : nothing}`;
  }

  #empty() {
    if (this.status) return emptyState({ name: 'goals', title: `No goal is ${this.status}`, text: 'Goals appear here as soon as they get there.' });
    return emptyState({
      name: 'goals',
      title: 'No goals yet',
      text: 'State one in plain words, add the files it needs, and watch the plan run.',
      action: html`<button class="btn" @click=${() => document.querySelector('run-goal').open()}>${icon('plus')} Run the first goal</button>`,
    });
  }

  #matches({ description }) {
    return description.toLowerCase().includes(this.search.trim().toLowerCase());
  }
}

const goalId = (goal) => goal.goal_id ?? goal.id;

function row(goal) {
  const ended = FINAL.has(goal.status) ? (goal.completed_at ?? goal.updated_at) : null;
  return html`<tr>
    <td class="wide"><a class="row-link cut" href=${href(`/goals/${goalId(goal)}`)}>${goal.description}</a><span class="dim small mono">${shortId(goalId(goal))}</span></td>
    <td>${statusBadge(goal.status)}</td>
    <td class="right num nowrap opt">${duration(goal.duration_ms ?? elapsed(goal.created_at, ended))}</td>
    <td class="right dim nowrap"><time-ago .at=${goal.created_at}></time-ago></td>
  </tr>`;
}

customElements.define('goals-page', GoalsPage);
