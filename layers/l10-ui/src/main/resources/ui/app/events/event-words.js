import { html } from 'lit';
import { icon } from '../core/icons.js';
import { shortId } from '../core/format.js';

/** An event type's tone, by what its verb means for an operator. */
const TONES = [
  [/\.(completed|succeeded|recovered|resolved)$/, 'ok', 'check'],
  [/\.(failed|refused|denied)$/, 'bad', 'cross'],
  [/\.(started|running|executing|ready|resumed)$/, 'info', 'play'],
  [/\.(suspended|paused|blocked|waiting|unknown|retried)$/, 'warn', 'pause'],
  [/\.(terminated|cancelled|deleted|revoked|skipped)$/, 'quiet', 'stop'],
  [/\.created$/, 'quiet', 'plus'],
];

export function eventLook(type) {
  const found = TONES.find(([pattern]) => pattern.test(type));
  return found ? { tone: found[1], name: found[2] } : { tone: 'quiet', name: 'dot' };
}

/** What the event is about: a name or description from its payload, else the id of its aggregate. */
export function eventSubject({ payload, aggregate_id: id }) {
  return payload?.description ?? payload?.name ?? payload?.title ?? payload?.tool_name ?? shortId(id);
}

export function eventLine(event) {
  const { tone, name } = eventLook(event.event_type);
  return html`<span class="event-mark tone-${tone}">${icon(name)}</span>
    <span class="event-what"><span class="mono event-type">${event.event_type}</span><span class="cut dim">${eventSubject(event)}</span></span>`;
}

/** `plan.*`, `task.failed`, or free text anywhere in type, id and payload. */
export function eventMatcher(filter) {
  const text = filter.trim().toLowerCase();
  if (!text) return () => true;
  if (/^[a-z_]+\.[a-z_*]+$/.test(text)) {
    const pattern = new RegExp(`^${text.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
    return ({ event_type: type }) => pattern.test(type);
  }
  return (event) => `${event.event_type} ${event.aggregate_id} ${JSON.stringify(event.payload)}`.toLowerCase().includes(text);
}
