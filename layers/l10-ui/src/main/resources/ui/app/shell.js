import { html, nothing } from 'lit';
import { html as staticHtml, unsafeStatic } from 'lit/static-html.js';
import { View } from './core/view.js';
import { clockTime } from './core/format.js';
import { icon, mark } from './core/icons.js';
import { live } from './core/live.js';
import { href, router } from './core/router.js';
import { session } from './core/session.js';
import { SHORTCUTS, shortcuts } from './core/shortcuts.js';
import { currentTheme, toggleTheme } from './core/theme.js';
import { problemState } from './parts/states.js';
import './goals/run-goal.js';
import './parts/toast.js';

const SECTIONS = [
  { id: 'overview', path: '/', title: 'Overview' },
  { id: 'goals', path: '/goals', title: 'Goals' },
  { id: 'agents', path: '/agents', title: 'Agents' },
  { id: 'events', path: '/events', title: 'Events' },
];

const LIVE = {
  off: ['quiet', 'Not connected', 'No live stream yet.'],
  connecting: ['warn', 'Connecting', 'The live stream is being opened.'],
  live: ['ok', 'Live', 'Events arrive as they happen.'],
  polling: ['warn', 'Polling', 'No live stream: the page asks every few seconds.'],
  stale: ['bad', 'Stale', 'The platform does not answer: what is shown may be old.'],
};

/** The frame of the application: login or navigation, top bar and the page of the route. */
class PortalShell extends View {
  #update = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    this.replaceChildren();
    session.addEventListener('change', () => this.#sessionChanged());
    router.addEventListener('change', () => this.#routeChanged());
    live.addEventListener('status', this.#update);
    window.addEventListener('portal-theme', this.#update);
    router.start();
    shortcuts.listen({
      help: () => this.querySelector('#help')?.showModal(),
      runGoal: () => this.querySelector('run-goal')?.open(),
    });
    session.start();
  }

  render() {
    if (session.state === 'unknown') return html`<p class="boot" role="status">Loading the dashboard…</p>`;
    if (session.state === 'unreachable') {
      return html`<main>${problemState({ title: 'The platform cannot be reached', detail: 'The gateway did not answer.', remedy: 'Check that it is running: portal status' }, () => session.start())}</main>`;
    }
    if (session.state === 'out') return html`<login-page></login-page><toast-stack></toast-stack>`;
    return html`
      <a class="skip" href="#main">Skip to the content</a>
      <div class="frame">
        ${this.#side()}
        <div class="stage">
          ${this.#top()}
          <main id="main" tabindex="-1">${this.#page()}</main>
        </div>
      </div>
      <run-goal></run-goal>
      ${this.#help()}
      <toast-stack></toast-stack>
    `;
  }

  updated() {
    const title = session.state === 'out' ? 'Sign in' : router.route.title;
    document.title = `${title} · Story Portal`;
  }

  #page() {
    // The tag comes from the router's own table, never from the address.
    const tag = unsafeStatic(router.route.tag);
    return staticHtml`<${tag} .params=${router.route.params} .query=${router.route.query}></${tag}>`;
  }

  #side() {
    const { section } = router.route;
    const name = session.who?.principal ?? 'Signed in';
    return html`<nav class="side" aria-label="Main">
      <a class="brand" href=${href('/')} aria-label="Story Portal, overview">${mark}<span>Story Portal<small>Agent platform</small></span></a>
      <div class="nav">
        ${SECTIONS.map(
          ({ id, path, title }) =>
            html`<a href=${href(path)} title=${title} aria-current=${section === id ? 'page' : nothing}>${icon(id)}<span>${title}</span></a>`,
        )}
      </div>
      <div class="side-foot">
        <button class="btn quiet shortcut-help" @click=${() => this.querySelector('#help').showModal()}>${icon('keyboard')}<span>Shortcuts</span></button>
        <button class="btn quiet" @click=${toggleTheme} title="Switch theme">
          ${icon(currentTheme() === 'dark' ? 'sun' : 'moon')}<span>${currentTheme() === 'dark' ? 'Light theme' : 'Dark theme'}</span>
        </button>
        <button class="btn quiet" @click=${() => session.signOut()} title="Sign out">${icon('logout')}<span>Sign out</span></button>
        <div class="who">
          <span class="avatar" aria-hidden="true">${name.slice(0, 2).toUpperCase()}</span>
          <div><span class="cut">${name}</span><span class="cut dim">${(session.who?.roles ?? []).join(', ').toLowerCase()}</span></div>
        </div>
      </div>
    </nav>`;
  }

  #top() {
    const { section, params } = router.route;
    const place = SECTIONS.find(({ id }) => id === section);
    return html`<header class="top">
      <div class="crumbs">
        ${params.id && place
          ? html`<a href=${href(place.path)}>${place.title}</a>${icon('chevron')}<span class="cut mono">${params.id.slice(0, 8)}</span>`
          : html`<span class="cut">${router.route.title}</span>`}
      </div>
      ${this.#liveLight()}
    </header>`;
  }

  #liveLight() {
    const [tone, word, meaning] = LIVE[live.status];
    const heard = live.lastHeard && live.status !== 'live' ? ` Last heard at ${clockTime(live.lastHeard)}.` : '';
    return html`<div class="live tone-${tone}" role="status" title=${meaning + heard}><span class="dot"></span>${word}<span class="sr-only">. ${meaning}</span></div>`;
  }

  #help() {
    return html`<dialog id="help" aria-labelledby="help-title">
      <header><h2 id="help-title">Keyboard shortcuts</h2>
        <button class="btn quiet iconic" aria-label="Close" @click=${() => this.querySelector('#help').close()}>${icon('cross')}</button></header>
      <div class="dialog-body">
        <dl class="keys">
          ${SHORTCUTS.map(({ keys, does }) => html`<div><dt>${does}</dt><dd>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dd></div>`)}
        </dl>
        <label class="check"><input type="checkbox" .checked=${shortcuts.enabled} @change=${(change) => (shortcuts.enabled = change.target.checked)} /> Use single-key shortcuts</label>
      </div>
    </dialog>`;
  }

  #sessionChanged() {
    if (session.state === 'in') live.start();
    else live.stop();
    this.requestUpdate();
  }

  async #routeChanged() {
    this.requestUpdate();
    await this.updateComplete;
    const heading = this.querySelector('main h1');
    (heading ?? this.querySelector('main'))?.focus({ preventScroll: true });
  }
}

customElements.define('portal-shell', PortalShell);
