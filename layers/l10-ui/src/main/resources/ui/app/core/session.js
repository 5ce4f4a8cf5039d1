import { get, onSignedOut, post, remove } from './api.js';

/** Who is signed in at the door. The credential itself is an HttpOnly cookie that no script can read. */
class Session extends EventTarget {
  state = 'unknown';
  who = null;
  config = { profile: 'production' };

  async start() {
    onSignedOut(() => this.#set('out', null));
    this.config = await get('/ui/config').catch(() => this.config);
    try {
      this.#set('in', await get('/api/v1/session'));
    } catch (problem) {
      this.#set(problem.status === 401 ? 'out' : 'unreachable', null);
    }
  }

  async signIn(apiKey) {
    this.#set('in', await post('/api/v1/session', { api_key: apiKey }));
  }

  async signOut() {
    await remove('/api/v1/session').catch(() => null);
    this.#set('out', null);
  }

  get canWrite() {
    const roles = this.who?.roles ?? [];
    return roles.some((role) => role.toUpperCase() !== 'GUEST');
  }

  #set(state, who) {
    this.state = state;
    this.who = who;
    this.dispatchEvent(new Event('change'));
  }
}

export const session = new Session();
