import { live } from './live.js';

const WHEN_LIVE_MS = 30_000;
const WHEN_POLLING_MS = 4_000;
const SETTLE_MS = 250;

/**
 * Keeps one piece of a page fresh: fetches it, again when a matching event arrives, and by the clock as a
 * safety net (often when there is no live stream, seldom when there is). A failed refresh keeps the data that
 * is shown and marks it stale. Fetches never overlap.
 */
export class Loader {
  data = null;
  problem = null;
  updatedAt = null;
  #host;
  #fetch;
  #refreshOn;
  #timer;
  #due = Infinity;
  #running = null;
  #again = false;
  #onEvent = (frame) => {
    if (this.#refreshOn(frame.detail)) this.#schedule(SETTLE_MS);
  };
  #onStatus = () => {
    if (live.status === 'live') this.#schedule(SETTLE_MS);
  };
  #onVisible = () => {
    if (!document.hidden) this.reload();
  };

  constructor(host, fetch, { refreshOn = () => false } = {}) {
    this.#host = host;
    this.#fetch = fetch;
    this.#refreshOn = refreshOn;
    host.addController(this);
  }

  get loading() {
    return this.data === null && this.problem === null;
  }

  get stale() {
    return this.data !== null && this.problem !== null;
  }

  hostConnected() {
    live.addEventListener('event', this.#onEvent);
    live.addEventListener('status', this.#onStatus);
    document.addEventListener('visibilitychange', this.#onVisible);
    this.reload();
  }

  hostDisconnected() {
    live.removeEventListener('event', this.#onEvent);
    live.removeEventListener('status', this.#onStatus);
    document.removeEventListener('visibilitychange', this.#onVisible);
    clearTimeout(this.#timer);
    this.#due = Infinity;
    this.#running?.abort();
    this.#running = null;
  }

  /** Forgets what is shown: for another filter or another id. */
  restart() {
    this.#running?.abort();
    this.#running = null;
    this.data = null;
    this.problem = null;
    return this.reload();
  }

  async reload() {
    if (this.#running) {
      this.#again = true;
      return;
    }
    const attempt = new AbortController();
    this.#running = attempt;
    try {
      const data = await this.#fetch(attempt.signal);
      if (attempt.signal.aborted) return;
      this.data = data;
      this.problem = null;
      this.updatedAt = Date.now();
    } catch (problem) {
      if (attempt.signal.aborted) return;
      this.problem = problem;
    }
    this.#running = null;
    this.#host.requestUpdate();
    this.#schedule(this.#again ? SETTLE_MS : this.#pause());
    this.#again = false;
  }

  #pause() {
    return live.status === 'live' && !this.problem ? WHEN_LIVE_MS : WHEN_POLLING_MS;
  }

  /** An earlier appointment stands: a steady stream of events must not push the refresh away for ever. */
  #schedule(delay) {
    const due = Date.now() + delay;
    if (due >= this.#due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => {
      this.#due = Infinity;
      if (document.hidden) this.#schedule(WHEN_POLLING_MS);
      else this.reload();
    }, delay);
  }
}
