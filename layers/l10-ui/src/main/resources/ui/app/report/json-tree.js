import { html, nothing } from 'lit';

const OPEN_DEPTH = 2;
const SHOWN_ITEMS = 100;

/** JSON as a tree that can be folded. Every value becomes a text node: nothing in a document is ever markup. */
export function jsonTree(value, depth = 0) {
  return html`<div class="json mono">${node(null, value, depth)}</div>`;
}

function node(key, value, depth) {
  if (value === null || typeof value !== 'object') return html`<div class="json-line">${label(key)}${scalar(value)}</div>`;
  const array = Array.isArray(value);
  const entries = array ? value.map((item, index) => [index, item]) : Object.entries(value);
  if (entries.length === 0) return html`<div class="json-line">${label(key)}<span class="json-mark">${array ? '[]' : '{}'}</span></div>`;
  const summary = array ? `[${entries.length}]` : `{${entries.length}}`;
  return html`<details class="json-node" ?open=${depth < OPEN_DEPTH}>
    <summary>${label(key)}<span class="json-mark">${summary}</span></summary>
    <div class="json-inner">
      ${entries.slice(0, SHOWN_ITEMS).map(([name, item]) => node(name, item, depth + 1))}
      ${entries.length > SHOWN_ITEMS ? html`<div class="json-line json-mark">… ${entries.length - SHOWN_ITEMS} more in the download</div>` : nothing}
    </div>
  </details>`;
}

function label(key) {
  return key === null ? nothing : html`<span class="json-key">${key}</span><span class="json-mark">: </span>`;
}

function scalar(value) {
  if (value === null) return html`<span class="json-null">null</span>`;
  if (typeof value === 'string') return html`<span class="json-string">"${value}"</span>`;
  return html`<span class="json-number">${String(value)}</span>`;
}
