import { html, nothing } from 'lit';
import { View } from '../core/view.js';
import { post, upload } from '../core/api.js';
import { bytes } from '../core/format.js';
import { icon } from '../core/icons.js';
import { randomKey } from '../core/ids.js';
import { router } from '../core/router.js';
import { problemNotice } from '../parts/states.js';
import { toast } from '../parts/toast.js';

const LONGEST = 4_000;
const MOST_FILES = 20;
const EXAMPLES = [
  { title: 'Profile a dataset', text: 'Profile orders.csv and write a report' },
  { title: 'Inspect a log', text: 'Find what goes wrong in this log' },
  { title: 'Compare two lists', text: 'Compare these two lists by sku' },
  { title: 'Audit a page', text: 'Audit the page https://example.com' },
];

/** The Run Goal dialog: words, files by drop or choice, and what the platform says when it cannot. */
class RunGoal extends View {
  static properties = { problem: { state: true }, busy: { state: true }, progress: { state: true }, over: { state: true }, files: { state: true } };
  // Kept while the same submission is retried, renewed when anything in it changes.
  #key = randomKey();

  constructor() {
    super();
    this.files = [];
    this.problem = null;
    this.busy = false;
    this.progress = null;
    this.over = false;
  }

  open(description = '') {
    this.problem = null;
    const dialog = this.querySelector('dialog');
    if (dialog.open) return;
    dialog.showModal();
    const text = this.querySelector('textarea');
    if (description) text.value = description;
    text.focus();
  }

  render() {
    return html`<dialog aria-labelledby="run-title" @close=${() => (this.problem = null)}>
      <form @submit=${this.#submit}>
        <header><h2 id="run-title">Run a goal</h2>
          <button type="button" class="btn quiet iconic" aria-label="Close" @click=${() => this.#dialog.close()}>${icon('cross')}</button></header>
        <div class="dialog-body">
          <div class="field">
            <label for="goal-text">What should be done?</label>
            <textarea id="goal-text" name="description" required maxlength=${LONGEST} placeholder="Profile orders.csv and write a report" @input=${this.#changed}></textarea>
            <div class="chips" role="group" aria-label="Examples">
              ${EXAMPLES.map(({ title, text }) => html`<button type="button" class="btn small" @click=${() => this.#example(text)}>${title}</button>`)}
            </div>
          </div>
          ${this.#dropZone()}
          <div class="field">
            <label for="goal-priority">Priority <span class="hint">1 is lowest, 10 is highest</span></label>
            <input id="goal-priority" name="priority" type="number" min="1" max="10" value="5" inputmode="numeric" @input=${this.#changed} />
          </div>
          ${this.problem ? html`<div class="field">${problemNotice(this.problem)}</div>` : nothing}
        </div>
        <footer>
          ${this.progress === null ? nothing : html`<progress max="1" .value=${this.progress} aria-label="Upload">${Math.round(this.progress * 100)}%</progress>`}
          <button type="button" class="btn" @click=${() => this.#dialog.close()}>Cancel</button>
          <button class="btn primary" ?disabled=${this.busy}>${this.busy ? html`${icon('running', 'spin')} Starting` : html`${icon('play')} Run goal`}</button>
        </footer>
      </form>
    </dialog>`;
  }

  #dropZone() {
    return html`<div class="field">
      <span class="field-label" id="files-label">Files</span>
      <label class="drop ${this.over ? 'over' : ''}" @dragover=${this.#drag} @dragleave=${() => (this.over = false)} @drop=${this.#drop}>
        <input type="file" multiple class="sr-only" aria-labelledby="files-label" @change=${this.#chosen} />
        ${icon('upload', 'icon-l')}<span><strong>Drop files here</strong> or choose them</span><span class="hint">CSV, TSV, JSON, NDJSON, logs: up to 2 GB</span>
      </label>
      ${this.files.length
        ? html`<ul class="file-list">${this.files.map(
            (file) => html`<li>${icon('file')}<span class="cut">${file.name}</span><span class="dim num">${bytes(file.size)}</span>
              <button type="button" class="btn quiet small iconic" aria-label="Remove ${file.name}" @click=${() => this.#removeFile(file)}>${icon('cross')}</button></li>`,
          )}</ul>`
        : nothing}
    </div>`;
  }

  get #dialog() {
    return this.querySelector('dialog');
  }

  #example(text) {
    const area = this.querySelector('textarea');
    area.value = text;
    area.focus();
    this.#changed();
  }

  #changed() {
    this.#key = randomKey();
  }

  #drag(drag) {
    drag.preventDefault();
    this.over = true;
  }

  #drop(drop) {
    drop.preventDefault();
    this.over = false;
    this.#add(drop.dataTransfer.files);
  }

  #chosen(choice) {
    this.#add(choice.target.files);
    choice.target.value = '';
  }

  #add(files) {
    const kept = this.files.filter((old) => ![...files].some((file) => file.name === old.name));
    this.files = [...kept, ...files].slice(0, MOST_FILES);
    this.problem = kept.length + files.length > MOST_FILES ? { title: `A goal takes up to ${MOST_FILES} files`, detail: 'The others were left out.' } : null;
    this.#changed();
  }

  #removeFile(file) {
    this.files = this.files.filter((kept) => kept !== file);
    this.#changed();
  }

  async #submit(submit) {
    submit.preventDefault();
    const fields = new FormData(submit.target);
    const description = fields.get('description').trim();
    const priority = Number(fields.get('priority') || 5);
    this.busy = true;
    this.problem = null;
    try {
      const started = this.files.length ? await this.#withFiles(description, priority) : await post('/api/v1/goals', { description, priority }, { key: this.#key });
      this.#started(started);
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
      this.progress = null;
    }
  }

  #withFiles(description, priority) {
    const form = new FormData();
    form.set('goal', JSON.stringify({ description, priority }));
    this.files.forEach((file) => form.append('file', file, file.name));
    this.progress = 0;
    return upload('/api/v1/goals', form, { key: this.#key, onProgress: (part) => (this.progress = part) });
  }

  #started({ goal_id: id }) {
    this.querySelector('form').reset();
    this.files = [];
    this.#changed();
    this.#dialog.close();
    toast('The goal is accepted');
    router.go(`/goals/${id}`);
  }
}

customElements.define('run-goal', RunGoal);
