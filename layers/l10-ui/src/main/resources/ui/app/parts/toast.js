import { html } from 'lit';
import { View } from '../core/view.js';
import { icon } from '../core/icons.js';

const SHOWN_MS = 6_000;
const bus = new EventTarget();

/** Says in a corner, and to screen readers, what an action did. Errors stay until they are dismissed. */
export function toast(text, tone = 'ok') {
  bus.dispatchEvent(new CustomEvent('toast', { detail: { text, tone, id: Symbol(text) } }));
}

export function toastProblem(problem) {
  const parts = [problem.detail ?? problem.title ?? problem.message, problem.remedy];
  toast(parts.filter(Boolean).join(' '), 'bad');
}

class ToastStack extends View {
  #toasts = [];
  #add = (said) => {
    this.#toasts = [...this.#toasts.slice(-3), said.detail];
    if (said.detail.tone !== 'bad') setTimeout(() => this.#drop(said.detail.id), SHOWN_MS);
    this.requestUpdate();
  };

  connectedCallback() {
    super.connectedCallback();
    bus.addEventListener('toast', this.#add);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    bus.removeEventListener('toast', this.#add);
  }

  render() {
    return html`<div class="toasts" role="status" aria-live="polite">
      ${this.#toasts.map(
        ({ text, tone, id }) => html`<div class="toast tone-${tone}">
          ${icon(tone === 'bad' ? 'alert' : 'check')}<div>${text}</div>
          <button class="btn quiet small iconic" aria-label="Dismiss" @click=${() => this.#drop(id)}>${icon('cross')}</button>
        </div>`,
      )}
    </div>`;
  }

  #drop(id) {
    this.#toasts = this.#toasts.filter((shown) => shown.id !== id);
    this.requestUpdate();
  }
}

customElements.define('toast-stack', ToastStack);
