import { html, nothing } from 'lit';
import { View } from '../core/view.js';
import { get, withQuery } from '../core/api.js';
import { shortId } from '../core/format.js';
import { icon } from '../core/icons.js';
import { Loader } from '../core/loader.js';
import { href, router } from '../core/router.js';
import { statusBadge } from '../parts/status.js';
import { emptyState, problemState, skeletonRows, staleLine } from '../parts/states.js';
import { agentMoves } from './agent-moves.js';
import './create-agent.js';
import '../parts/time-ago.js';

const PAGE = 50;
const FILTERS = [
  ['', 'All'],
  ['ready', 'Ready'],
  ['executing', 'Executing'],
  ['suspended', 'Suspended'],
  ['terminated', 'Terminated'],
];

class AgentsPage extends View {
  static properties = { query: {}, search: { state: true } };
  #more = [];
  #cursor = null;
  #agents = new Loader(this, (signal) => this.#fetch(signal), { refreshOn: ({ event_type: type }) => type.startsWith('agent.') });

  constructor() {
    super();
    this.search = '';
  }

  willUpdate(changed) {
    if (changed.has('query') && changed.get('query')) {
      this.#more = [];
      this.#agents.restart();
    }
  }

  get status() {
    return this.query?.get('status') ?? '';
  }

  async #fetch(signal) {
    const page = await get(withQuery('/api/v1/dashboard/agents', { status: this.status, limit: PAGE }), { signal });
    if (this.#more.length === 0) this.#cursor = page.next_cursor;
    return page.items;
  }

  async #loadMore() {
    const page = await get(withQuery('/api/v1/dashboard/agents', { status: this.status, limit: PAGE, cursor: this.#cursor }));
    this.#more = [...this.#more, ...page.items];
    this.#cursor = page.next_cursor;
    this.requestUpdate();
  }

  render() {
    return html`
      <div class="page-head">
        <div class="grow"><h1 tabindex="-1">Agents</h1><p>Who works here, in which sandbox, and doing what</p></div>
        <button class="btn primary" @click=${this.#create}>${icon('plus')} Create agent</button>
      </div>
      <div class="toolbar">
        <div class="segments" role="group" aria-label="Status">
          ${FILTERS.map(([status, label]) => html`<button aria-pressed=${this.status === status} @click=${() => router.go(status ? `/agents?status=${status}` : '/agents')}>${label}</button>`)}
        </div>
        <div class="search">${icon('search')}<input type="search" aria-label="Filter agents" placeholder="Filter by name or type" .value=${this.search} @input=${(input) => (this.search = input.target.value)} /></div>
      </div>
      ${staleLine(this.#agents)}
      <section class="card" aria-label="Agents" aria-busy=${this.#agents.loading}>${this.#body()}</section>
      <create-agent></create-agent>
    `;
  }

  #create() {
    this.querySelector('create-agent').open();
  }

  #body() {
    const { data, problem } = this.#agents;
    if (!data && problem) return problemState(problem, () => this.#agents.reload());
    if (data?.length === 0) return this.#empty();
    const known = new Set(data?.map(({ id }) => id));
    const agents = data && [...data, ...this.#more.filter(({ id }) => !known.has(id))].filter((agent) => this.#matches(agent));
    if (agents?.length === 0) return emptyState({ name: 'search', title: 'No agent matches', text: `Nothing here has “${this.search}” in it.` });
    return html`<div class="table-wrap"><table class="grid">
        <thead><tr><th scope="col">Agent</th><th scope="col">Status</th><th scope="col" class="opt">Type</th><th scope="col" class="opt">Trust</th><th scope="col" class="right opt">Changed</th><th scope="col"><span class="sr-only">Actions</span></th></tr></thead>
        <tbody>${agents ? agents.map((agent) => this.#row(agent)) : skeletonRows(6, 6)}</tbody>
      </table></div>
      ${this.#cursor ? html`<div class="more-row"><button class="btn" @click=${() => this.#loadMore()}>${icon('down')} Load more</button></div>` : nothing}`;
  }

  #row(agent) {
    return html`<tr>
      <td class="wide"><a class="row-link cut" href=${href(`/agents/${agent.id}`)}>${agent.name}</a><span class="dim small mono">${shortId(agent.id)}</span></td>
      <td>${statusBadge(agent.status)}</td>
      <td class="opt"><span class="tag">${agent.agent_type}</span></td>
      <td class="dim opt">${(agent.trust_level ?? '–').toLowerCase()}</td>
      <td class="right dim nowrap opt"><time-ago .at=${agent.updated_at ?? agent.created_at}></time-ago></td>
      <td class="right nowrap"><div class="row-actions">${agentMoves(agent, () => this.#agents.reload(), { labels: false })}</div></td>
    </tr>`;
  }

  #empty() {
    if (this.status) return emptyState({ name: 'agents', title: `No agent is ${this.status}`, text: 'Agents appear here as soon as they get there.' });
    return emptyState({
      name: 'agents',
      title: 'No agents yet',
      text: 'Every goal that runs brings its own agent. You can also create one and give it work by the API.',
      action: html`<button class="btn" @click=${this.#create}>${icon('plus')} Create agent</button>`,
    });
  }

  #matches({ name, agent_type: type }) {
    return `${name} ${type}`.toLowerCase().includes(this.search.trim().toLowerCase());
  }
}

customElements.define('agents-page', AgentsPage);
