import { html } from 'lit';
import { View } from '../core/view.js';
import { href } from '../core/router.js';
import { emptyState } from './states.js';

class LostPage extends View {
  render() {
    return html`<h1 class="sr-only" tabindex="-1">Page not found</h1>
      ${emptyState({
        name: 'question',
        title: 'There is no page here',
        text: 'The address may be mistyped, or what it showed is gone.',
        action: html`<a class="btn" href=${href('/')}>Go to the overview</a>`,
      })}`;
  }
}

customElements.define('lost-page', LostPage);
