import { get, withQuery } from './api.js';

const KEPT = 500;
const FIRST_LOOK = 100;
const SILENCE_MS = 25_000;
const POLL_MS = 3_000;
const POLL_PAGE = 200;
const BACKOFF_MS = [500, 1_000, 2_000, 5_000, 10_000];
const FALL_BACK_AFTER = 2;

/** Close codes of /ws/events that mean: come back at once. After any other the pause grows. */
const AT_ONCE = new Set([1012, 4409, 4429]);

/**
 * The tenant's events, live. One WebSocket for the whole page: after a break it resumes behind the last
 * position seen, so nothing is missed and nothing is shown twice. When the socket cannot be had, the same
 * events are polled; `status` says which: connecting, live, polling, stale, off.
 */
class Live extends EventTarget {
  status = 'off';
  position = null;
  recent = [];
  lastHeard = null;
  #socket = null;
  #failures = 0;
  #silence;
  #retry;
  #poll;
  #wanted = false;

  start() {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#connect();
  }

  stop() {
    this.#wanted = false;
    clearTimeout(this.#retry);
    clearTimeout(this.#silence);
    this.#stopPolling();
    this.#socket?.close(1000);
    this.#socket = null;
    this.position = null;
    this.recent = [];
    this.#become('off');
  }

  #connect() {
    if (this.status === 'off') this.#become('connecting');
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws/events`);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      socket.send(JSON.stringify(this.position === null ? { last: FIRST_LOOK } : { after: this.position }));
      this.#listen(socket);
    });
    socket.addEventListener('message', (message) => this.#frame(socket, JSON.parse(message.data)));
    socket.addEventListener('close', (closing) => this.#closed(socket, closing.code));
  }

  #frame(socket, frame) {
    if (socket !== this.#socket) return;
    this.#listen(socket);
    this.lastHeard = Date.now();
    if (frame.type === 'event') this.#take({ ...frame.event, truncated: frame.truncated ?? false });
    if (frame.type === 'live') {
      this.#failures = 0;
      this.position = Math.max(this.position ?? 0, frame.position ?? 0);
      this.#stopPolling();
      this.#become('live');
    }
    if (frame.type === 'stale') this.#become('stale');
  }

  #closed(socket, code) {
    if (socket !== this.#socket || !this.#wanted) return;
    this.#socket = null;
    clearTimeout(this.#silence);
    this.#failures += 1;
    const again = AT_ONCE.has(code) && this.#failures === 1;
    if (this.#failures >= FALL_BACK_AFTER) this.#startPolling();
    else if (!again) this.#become('connecting');
    const pause = again ? 0 : BACKOFF_MS[Math.min(this.#failures, BACKOFF_MS.length) - 1];
    this.#retry = setTimeout(() => this.#wanted && this.#connect(), pause);
  }

  /** The server says something at least every ten seconds; a socket that stays silent is dead. */
  #listen(socket) {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      socket.close();
      this.#closed(socket, 1006);
    }, SILENCE_MS);
  }

  #take(event) {
    if (this.position !== null && event.position <= this.position) return;
    this.position = event.position;
    this.recent.push(event);
    if (this.recent.length > KEPT) this.recent.splice(0, this.recent.length - KEPT);
    this.dispatchEvent(new CustomEvent('event', { detail: event }));
  }

  #startPolling() {
    if (this.#poll) return;
    const turn = async () => {
      await this.#pollOnce();
      if (this.#poll) this.#poll = setTimeout(turn, POLL_MS);
    };
    this.#poll = setTimeout(turn, 0);
  }

  async #pollOnce() {
    try {
      const from = this.position === null ? { order: 'desc', limit: FIRST_LOOK } : { after: this.position, limit: POLL_PAGE };
      const page = await get(withQuery('/api/v1/events', from));
      if (!this.#poll) return;
      page.items.toSorted((a, b) => a.position - b.position).forEach((event) => this.#take(event));
      this.lastHeard = Date.now();
      this.#become('polling');
    } catch {
      if (this.#poll) this.#become('stale');
    }
  }

  #stopPolling() {
    clearTimeout(this.#poll);
    this.#poll = undefined;
  }

  #become(status) {
    if (this.status === status) return;
    this.status = status;
    this.dispatchEvent(new Event('status'));
  }
}

export const live = new Live();
