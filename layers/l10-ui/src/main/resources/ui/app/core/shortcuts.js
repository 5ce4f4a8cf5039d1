import { recall, remember } from './preferences.js';
import { router } from './router.js';

const PAUSE_MS = 900;
const PLACES = { o: '/', a: '/agents', g: '/goals', e: '/events' };

export const SHORTCUTS = [
  { keys: ['g', 'o'], does: 'Go to the overview' },
  { keys: ['g', 'a'], does: 'Go to the agents' },
  { keys: ['g', 'g'], does: 'Go to the goals' },
  { keys: ['g', 'e'], does: 'Go to the events' },
  { keys: ['n'], does: 'Run a goal' },
  { keys: ['/'], does: 'Filter the list' },
  { keys: ['?'], does: 'Show this help' },
];

/** Single-key shortcuts, which can be switched off (WCAG 2.1.4). They are silent while something is typed or a dialog is open. */
class Shortcuts {
  #first = null;
  #timer;

  get enabled() {
    return recall('shortcuts', 'on') === 'on';
  }

  set enabled(on) {
    remember('shortcuts', on ? 'on' : 'off');
  }

  listen({ help, runGoal }) {
    document.addEventListener('keydown', (press) => {
      if (!this.enabled || press.defaultPrevented || press.ctrlKey || press.metaKey || press.altKey) return;
      if (press.target.closest('input, textarea, select, [contenteditable], dialog')) return;
      if (this.#pressed(press.key, { help, runGoal })) press.preventDefault();
    });
  }

  #pressed(key, { help, runGoal }) {
    const started = this.#first === 'g';
    this.#first = null;
    clearTimeout(this.#timer);
    if (started && key in PLACES) {
      router.go(PLACES[key]);
      return true;
    }
    if (key === 'g') {
      this.#first = 'g';
      this.#timer = setTimeout(() => (this.#first = null), PAUSE_MS);
      return true;
    }
    if (key === '?') return help(), true;
    if (key === 'n') return runGoal(), true;
    const filter = key === '/' ? document.querySelector('main input[type="search"]') : null;
    filter?.focus();
    return filter !== null;
  }
}

export const shortcuts = new Shortcuts();
