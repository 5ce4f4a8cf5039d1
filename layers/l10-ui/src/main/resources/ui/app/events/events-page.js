import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { View } from '../core/view.js';
import { get, withQuery } from '../core/api.js';
import { clockTime, count, fullTime, shortId } from '../core/format.js';
import { icon } from '../core/icons.js';
import { live } from '../core/live.js';
import { href } from '../core/router.js';
import { jsonTree } from '../report/json-tree.js';
import { copyableId } from '../parts/copy.js';
import { emptyState, problemNotice } from '../parts/states.js';
import { eventLook, eventMatcher, eventSubject } from './event-words.js';

const SHOWN = 300;
const PAGE = 100;
const LINKED = { goal: '/goals/', agent: '/agents/' };

/** The tenant's event log: newest first, live, filtered here in the browser, paused while one reads, back-filled on request. */
class EventsPage extends View {
  static properties = { query: {}, filter: { state: true }, paused: { state: true } };
  #older = [];
  #frozen = null;
  #exhausted = false;
  #filling = false;
  #problem = null;
  #open = new Set();
  #onEvent = () => this.requestUpdate();

  constructor() {
    super();
    this.filter = '';
    this.paused = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.filter = this.query?.get('filter') ?? '';
    live.addEventListener('event', this.#onEvent);
    live.addEventListener('status', this.#onEvent);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('event', this.#onEvent);
    live.removeEventListener('status', this.#onEvent);
  }

  render() {
    const source = this.#frozen ?? live.recent;
    const all = [...this.#older, ...source];
    const matching = all.filter(eventMatcher(this.filter));
    const shown = matching.slice(-SHOWN - this.#older.length).reverse();
    const waiting = this.paused ? live.recent.filter(({ position }) => position > (source.at(-1)?.position ?? 0)).length : 0;
    return html`
      <div class="page-head"><div class="grow"><h1 tabindex="-1">Events</h1><p>Everything that happened, in the order it was committed</p></div></div>
      <div class="toolbar">
        <div class="search">${icon('search')}<input type="search" aria-label="Filter events" placeholder="Filter: task.*, an id, any word" .value=${this.filter} @input=${(input) => (this.filter = input.target.value)} /></div>
        <span class="dim num" role="status">${count(matching.length)} of ${count(all.length)} events</span>
        <button class="btn push" aria-pressed=${this.paused} @click=${this.#togglePause}>
          ${icon(this.paused ? 'play' : 'pause')}${this.paused ? `Resume${waiting ? ` (${waiting} new)` : ''}` : 'Pause'}
        </button>
      </div>
      <section class="card" aria-label="Event stream">
        ${shown.length === 0 ? this.#empty(all.length) : this.#table(shown)}
        ${this.#problem ? html`<div class="card-body">${problemNotice(this.#problem)}</div>` : nothing}
        ${all.length > 0 && !this.#exhausted
          ? html`<div class="more-row"><button class="btn" ?disabled=${this.#filling} @click=${() => this.#backfill(all[0].position)}>${icon('down')} Load earlier events</button></div>`
          : nothing}
      </section>
    `;
  }

  #empty(known) {
    if (known > 0) {
      return emptyState({ name: 'search', title: 'No event matches', text: `None of the ${count(known)} events loaded here matches “${this.filter}”. Earlier ones can be loaded below.` });
    }
    return emptyState({ name: 'events', title: 'No events yet', text: 'They appear here the moment something happens: run a goal, or create an agent.' });
  }

  #table(events) {
    return html`<div class="table-wrap"><table class="grid events">
      <thead><tr><th scope="col" class="right opt">Position</th><th scope="col">Time</th><th scope="col">Event</th><th scope="col">About</th><th scope="col"><span class="sr-only">Details</span></th></tr></thead>
      <tbody>${repeat(events, ({ position }) => position, (event) => this.#row(event))}</tbody>
    </table></div>`;
  }

  #row(event) {
    const { tone, name } = eventLook(event.event_type);
    const open = this.#open.has(event.position);
    return html`<tr>
        <td class="right num dim opt">${count(event.position)}</td>
        <td class="num nowrap" title=${fullTime(event.created_at)}>${clockTime(event.created_at)}</td>
        <td><span class="event-name"><span class="event-mark tone-${tone}">${icon(name)}</span><span class="mono">${event.event_type}</span></span></td>
        <td class="wide"><span class="cut">${eventSubject(event)}</span></td>
        <td class="right"><button class="btn quiet small iconic" aria-expanded=${open} aria-label="Details of event ${event.position}" @click=${() => this.#toggle(event.position)}>${icon(open ? 'down' : 'chevron')}</button></td>
      </tr>
      ${open ? html`<tr class="details"><td colspan="5">${details(event, () => this.#whole(event))}</td></tr>` : nothing}`;
  }

  #toggle(position) {
    if (!this.#open.delete(position)) this.#open.add(position);
    this.requestUpdate();
  }

  #togglePause() {
    this.paused = !this.paused;
    this.#frozen = this.paused ? [...live.recent] : null;
  }

  /** The stream leaves long values out; the record has them. */
  async #whole(event) {
    try {
      Object.assign(event, await get(`/api/v1/events/${event.event_id}`), { truncated: false });
    } catch (problem) {
      this.#problem = problem;
    }
    this.requestUpdate();
  }

  async #backfill(before) {
    this.#filling = true;
    this.#problem = null;
    this.requestUpdate();
    try {
      const page = await get(withQuery('/api/v1/events', { before, order: 'desc', limit: PAGE }));
      this.#older = [...page.items.toReversed(), ...this.#older];
      this.#exhausted = page.items.length < PAGE;
    } catch (problem) {
      this.#problem = problem;
    }
    this.#filling = false;
    this.requestUpdate();
  }
}

function details(event, whole) {
  const path = LINKED[event.aggregate_type];
  return html`<dl class="facts">
      <div><dt>Event</dt><dd>${copyableId(event.event_id, 'Event id')}</dd></div>
      <div><dt>${event.aggregate_type}</dt><dd>${path ? html`<a class="mono" href=${href(path + event.aggregate_id)}>${shortId(event.aggregate_id)}</a>` : copyableId(event.aggregate_id)}</dd></div>
      <div><dt>Version</dt><dd class="num">${event.version}</dd></div>
      <div><dt>Actor</dt><dd>${event.metadata?.actor ?? '–'}</dd></div>
      <div><dt>Committed</dt><dd>${fullTime(event.created_at)}</dd></div>
    </dl>
    <div class="payload">${jsonTree(event.payload)}
      ${event.truncated ? html`<p class="dim">Long values are left out of the stream. <button class="btn small" @click=${whole}>Load the whole payload</button></p>` : nothing}
    </div>`;
}

customElements.define('events-page', EventsPage);
