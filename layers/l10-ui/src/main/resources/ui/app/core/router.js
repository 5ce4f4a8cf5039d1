/** History routing below /ui/. Pages are named here once; each is a custom element given `params`. */
const BASE = '/ui';

const ROUTES = [
  { path: /^\/?$/, tag: 'overview-page', title: 'Overview', section: 'overview' },
  { path: /^\/agents\/?$/, tag: 'agents-page', title: 'Agents', section: 'agents' },
  { path: /^\/agents\/(?<id>[\w-]+)$/, tag: 'agent-page', title: 'Agent', section: 'agents' },
  { path: /^\/goals\/?$/, tag: 'goals-page', title: 'Goals', section: 'goals' },
  { path: /^\/goals\/(?<id>[\w-]+)$/, tag: 'goal-page', title: 'Goal', section: 'goals' },
  { path: /^\/events\/?$/, tag: 'events-page', title: 'Events', section: 'events' },
];
const LOST = { tag: 'lost-page', title: 'Page not found', section: null };

class Router extends EventTarget {
  route = this.#match();

  start() {
    window.addEventListener('popstate', () => this.#changed(false));
    document.addEventListener('click', (click) => this.#follow(click));
  }

  go(path) {
    const url = `${BASE}${path}`;
    if (url === location.pathname + location.search) return;
    history.pushState(null, '', url);
    this.#changed(true);
  }

  #follow(click) {
    if (click.defaultPrevented || click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
    const link = click.target.closest?.('a[href]');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.pathname !== BASE && !link.pathname.startsWith(`${BASE}/`)) return;
    if (link.hash && link.pathname === location.pathname) return;
    click.preventDefault();
    this.go(link.pathname.slice(BASE.length) + link.search);
  }

  #changed(forward) {
    this.route = this.#match();
    if (forward) window.scrollTo(0, 0);
    this.dispatchEvent(new Event('change'));
  }

  #match() {
    const path = location.pathname.slice(BASE.length);
    for (const route of ROUTES) {
      const found = route.path.exec(path);
      if (found) return { ...route, params: { ...found.groups }, query: new URLSearchParams(location.search) };
    }
    return { ...LOST, params: {}, query: new URLSearchParams() };
  }
}

export const router = new Router();
export const href = (path) => `${BASE}${path}`;
