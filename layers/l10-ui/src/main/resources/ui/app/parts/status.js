import { html } from 'lit';
import { icon } from '../core/icons.js';
import { sentence } from '../core/format.js';

/** Every status of the wire (and of a layer's health): its tone and its icon. Unknown words are shown as they are. */
const LOOKS = {
  draft: ['quiet', 'dashed'],
  pending: ['quiet', 'dashed'],
  queued: ['quiet', 'clock'],
  ready: ['info', 'dot'],
  executing: ['info', 'running'],
  running: ['info', 'running'],
  waiting: ['warn', 'clock'],
  awaiting_approval: ['warn', 'clock'],
  paused: ['warn', 'pause'],
  suspended: ['warn', 'pause'],
  blocked: ['warn', 'alert'],
  completed: ['ok', 'check'],
  failed: ['bad', 'cross'],
  cancelled: ['quiet', 'ban'],
  terminated: ['quiet', 'stop'],
  skipped: ['quiet', 'skip'],
  unknown: ['warn', 'question'],
  up: ['ok', 'check'],
  degraded: ['warn', 'alert'],
  down: ['bad', 'cross'],
};

export const FINAL = new Set(['completed', 'failed', 'cancelled', 'terminated', 'skipped']);
export const MOVING = new Set(['running', 'executing']);

export const tone = (status) => (LOOKS[status] ?? ['quiet'])[0];
export const glyph = (status) => (LOOKS[status] ?? ['', 'dot'])[1];

export function statusBadge(status, label = sentence(status)) {
  return html`<span class="status tone-${tone(status)}">${icon(glyph(status), MOVING.has(status) ? 'spin' : '')}${label}</span>`;
}
