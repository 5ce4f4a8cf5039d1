import { html, nothing } from 'lit';
import { icon } from '../core/icons.js';
import { glyph, tone } from '../parts/status.js';

/** What each layer is for, in the words of someone who asks "what is broken when this is red?". */
const PURPOSE = {
  l00: 'Secrets and rotation',
  l01: 'Events, goals, documents',
  l02: 'Agents and sandboxes',
  l03: 'Tools and their runs',
  l04: 'Models and embeddings',
  l05: 'Plans and execution',
  l06: 'Quality and alerts',
  l07: 'Learning',
  l08: 'Policies and approvals',
  l09: 'The door from outside',
  l10: 'This dashboard',
  l11: 'Sagas and traces',
  l12: 'Words to services',
  l13: 'Roles',
  l14: 'Skills',
};

const WORDS = { up: 'Ready', degraded: 'Not ready', down: 'Down', unknown: 'Unknown' };
const EXPECTED = 7;

export function layerMap(layers) {
  if (!layers) {
    return html`<ul class="layers" aria-hidden="true">${Array.from({ length: EXPECTED }, () => html`<li class="layer"><span class="skeleton w1"></span><span class="skeleton w2"></span><span class="skeleton w1"></span></li>`)}</ul>`;
  }
  return html`<ul class="layers">${layers.map(layerTile)}</ul>`;
}

function layerTile({ id, name, status, latency_ms: latency, detail }) {
  return html`<li class="layer tone-${tone(status)}">
    <span class="layer-id">${id.toUpperCase()}</span>
    <span class="layer-name">${name}</span>
    <span class="layer-purpose">${detail ?? PURPOSE[id] ?? nothing}</span>
    <span class="layer-state">${icon(glyph(status))}${WORDS[status] ?? status}${status === 'up' && latency != null ? html`<span class="num dim">${latency} ms</span>` : nothing}</span>
  </li>`;
}
