import { html } from 'lit';
import { View } from '../core/view.js';
import { icon } from '../core/icons.js';
import { emptyState } from '../parts/states.js';
import { jsonTree } from './json-tree.js';
import { markdown } from './markdown.js';

const isJson = ({ content_type: type }) => /json/.test(type ?? '');
const isMarkdown = ({ content_type: type }) => /markdown/.test(type ?? '');

/** The documents a goal ended in: the report as a page, data as a tree, each to take away as a file. */
class GoalDocuments extends View {
  static properties = { documents: {}, finished: {}, chosen: { state: true } };
  #rendered = { id: null, content: null };

  render() {
    const documents = this.documents.toSorted((a, b) => Number(isMarkdown(b)) - Number(isMarkdown(a)));
    if (documents.length === 0) {
      return this.finished
        ? emptyState({ name: 'file', title: 'No documents', text: 'This goal ended without leaving a document.' })
        : emptyState({ name: 'file', title: 'The report is being written', text: 'It appears here as soon as the last task is done.' });
    }
    const chosen = documents.find(({ id }) => id === this.chosen) ?? documents[0];
    return html`<div class="card-head document-head">
        <div class="segments grow-0" role="group" aria-label="Documents">
          ${documents.map((each) => html`<button aria-pressed=${each.id === chosen.id} @click=${() => (this.chosen = each.id)}>${kind(each)}</button>`)}
        </div>
        <span class="cut dim grow">${chosen.title}</span>
        <button class="btn small" @click=${() => download(chosen)}>${icon('download')} Download</button>
      </div>
      <div class="card-body document">${this.#content(chosen)}</div>`;
  }

  /** Parsed once for each document and text: a live page renders often. */
  #content(chosen) {
    if (this.#rendered.id !== chosen.id || this.#rendered.source !== chosen.content) {
      this.#rendered = { id: chosen.id, source: chosen.content, content: show(chosen) };
    }
    return this.#rendered.content;
  }
}

function kind(document) {
  if (isMarkdown(document)) return 'Report';
  return isJson(document) ? 'JSON' : document.title;
}

function show({ content, ...document }) {
  if (isMarkdown(document)) return html`<article class="prose">${markdown(content)}</article>`;
  if (isJson(document)) {
    try {
      return jsonTree(typeof content === 'string' ? JSON.parse(content) : content);
    } catch {
      return plain(content);
    }
  }
  return plain(content);
}

const plain = (content) => html`<pre class="mono" tabindex="0">${content}</pre>`;

function download({ title, content, content_type: type }) {
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName(title, type);
  link.click();
  URL.revokeObjectURL(address);
}

function fileName(title, type = '') {
  const base = (title || 'document').replaceAll(/[^\w.-]+/g, '-').toLowerCase();
  if (/\.\w{1,5}$/.test(base)) return base;
  if (/markdown/.test(type)) return `${base}.md`;
  return /json/.test(type) ? `${base}.json` : `${base}.txt`;
}

customElements.define('goal-documents', GoalDocuments);
