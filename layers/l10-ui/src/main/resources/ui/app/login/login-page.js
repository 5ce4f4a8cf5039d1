import { html, nothing } from 'lit';
import { View } from '../core/view.js';
import { icon, mark } from '../core/icons.js';
import { session } from '../core/session.js';
import { problemNotice } from '../parts/states.js';

/** The fixed key of the development profile; the production profile refuses it. */
const DEVELOPMENT_KEY = 'dev_key_local_ONLY';

class LoginPage extends View {
  static properties = { problem: { state: true }, busy: { state: true }, shown: { state: true } };

  constructor() {
    super();
    this.problem = null;
    this.busy = false;
    this.shown = false;
  }

  render() {
    return html`<main class="login"><section class="card" aria-labelledby="login-title">
      <div class="brand">${mark}<span>Story Portal<small>Agent platform</small></span></div>
      <h1 id="login-title">Sign in</h1>
      <p class="lead">Use an API key of your tenant. It is exchanged for a session and not kept in this browser.</p>
      <form @submit=${this.#submit}>
        <div class="field">
          <label for="key">API key</label>
          <div class="secret">
            <input id="key" name="key" type=${this.shown ? 'text' : 'password'} required autocomplete="current-password" spellcheck="false" maxlength="200" autofocus />
            <button type="button" class="btn quiet iconic" aria-label="Show the key" aria-pressed=${this.shown} @click=${() => (this.shown = !this.shown)}>${icon('eye')}</button>
          </div>
        </div>
        ${this.problem ? problemNotice(this.problem) : nothing}
        <button class="btn primary" ?disabled=${this.busy}>${this.busy ? html`${icon('running', 'spin')} Signing in` : 'Sign in'}</button>
      </form>
      ${session.config.profile === 'dev' ? this.#development() : nothing}
    </section></main>`;
  }

  #development() {
    return html`<div class="or">development profile</div>
      <button class="btn" ?disabled=${this.busy} @click=${() => this.#signIn(DEVELOPMENT_KEY)}>${icon('bolt')} Continue with the development key</button>`;
  }

  #submit(submit) {
    submit.preventDefault();
    this.#signIn(new FormData(submit.target).get('key').trim());
  }

  async #signIn(key) {
    this.busy = true;
    this.problem = null;
    try {
      await session.signIn(key);
    } catch (problem) {
      this.problem = problem.status === 401 ? { title: 'This key is not accepted', detail: 'It may be mistyped, revoked or expired.', code: problem.code } : problem;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('login-page', LoginPage);
