import { html } from 'lit';
import { View } from '../core/view.js';
import { ago, fullTime } from '../core/format.js';

const shown = new Set();
setInterval(() => shown.forEach((element) => element.requestUpdate()), 10_000);

/** A time as people say it, kept true by one clock for the whole page. */
class TimeAgo extends View {
  static properties = { at: {} };

  connectedCallback() {
    super.connectedCallback();
    shown.add(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    shown.delete(this);
  }

  render() {
    if (!this.at) return '–';
    return html`<time datetime=${this.at} title=${fullTime(this.at)}>${ago(this.at)}</time>`;
  }
}

customElements.define('time-ago', TimeAgo);
