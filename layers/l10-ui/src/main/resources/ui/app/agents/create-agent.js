import { html, nothing } from 'lit';
import { View } from '../core/view.js';
import { post } from '../core/api.js';
import { icon } from '../core/icons.js';
import { randomKey } from '../core/ids.js';
import { router } from '../core/router.js';
import { problemNotice } from '../parts/states.js';
import { toast } from '../parts/toast.js';

const TRUST = [
  ['STANDARD', 'Standard', 'Isolated process: own namespaces, read-only system, private workspace.'],
  ['UNTRUSTED', 'Untrusted', 'As standard, without any network and with tighter limits.'],
  ['TRUSTED', 'Trusted', 'A plain process with limits. For code of your own only.'],
  ['CONFIDENTIAL', 'Confidential', 'Hardware isolation. Refused where the machine has none.'],
];
const LIMITS = [
  ['cpu_seconds', 'CPU time, s', 1, 86_400],
  ['memory_mb', 'Memory, MB', 16, 65_536],
  ['processes', 'Processes', 1, 4_096],
  ['disk_mb', 'Disk, MB', 1, 1_048_576],
  ['wall_seconds', 'Run time, s', 1, 604_800],
];

class CreateAgent extends View {
  static properties = { problem: { state: true }, busy: { state: true }, trust: { state: true } };
  #key = randomKey();

  constructor() {
    super();
    this.problem = null;
    this.busy = false;
    this.trust = 'STANDARD';
  }

  open() {
    this.problem = null;
    this.#dialog.showModal();
    this.querySelector('#agent-name').focus();
  }

  render() {
    return html`<dialog aria-labelledby="create-title">
      <form @submit=${this.#submit} @input=${() => (this.#key = randomKey())}>
        <header><h2 id="create-title">Create an agent</h2>
          <button type="button" class="btn quiet iconic" aria-label="Close" @click=${() => this.#dialog.close()}>${icon('cross')}</button></header>
        <div class="dialog-body">
          <div class="split">
            <div class="field"><label for="agent-name">Name</label><input id="agent-name" name="name" required maxlength="120" autocomplete="off" placeholder="nightly-profiler" /></div>
            <div class="field"><label for="agent-type">Type</label><input id="agent-type" name="agent_type" required maxlength="60" value="general" autocomplete="off" /></div>
          </div>
          <div class="field">
            <label for="agent-trust">Trust level</label>
            <select id="agent-trust" name="trust_level" aria-describedby="trust-hint" @change=${(change) => (this.trust = change.target.value)}>
              ${TRUST.map(([value, label]) => html`<option value=${value}>${label}</option>`)}
            </select>
            <span class="hint" id="trust-hint">${TRUST.find(([value]) => value === this.trust)[2]}</span>
          </div>
          <details class="field more-fields"><summary>Limits <span class="hint">empty means the default of its trust level</span></summary>
            <div class="split">
              ${LIMITS.map(([name, label, least, most]) => html`<div class="field"><label for="limit-${name}">${label}</label><input id="limit-${name}" name=${name} type="number" min=${least} max=${most} inputmode="numeric" /></div>`)}
            </div>
          </details>
          ${this.problem ? html`<div class="field">${problemNotice(this.problem)}</div>` : nothing}
        </div>
        <footer>
          <button type="button" class="btn" @click=${() => this.#dialog.close()}>Cancel</button>
          <button class="btn primary" ?disabled=${this.busy}>${this.busy ? html`${icon('running', 'spin')} Creating` : 'Create agent'}</button>
        </footer>
      </form>
    </dialog>`;
  }

  get #dialog() {
    return this.querySelector('dialog');
  }

  async #submit(submit) {
    submit.preventDefault();
    const fields = new FormData(submit.target);
    const limits = LIMITS.filter(([name]) => fields.get(name)).map(([name]) => [name, Number(fields.get(name))]);
    const agent = {
      name: fields.get('name').trim(),
      agent_type: fields.get('agent_type').trim(),
      trust_level: fields.get('trust_level'),
      ...(limits.length ? { resource_limits: Object.fromEntries(limits) } : {}),
    };
    this.busy = true;
    this.problem = null;
    try {
      const { agent_id: id } = await post('/api/v1/agents', agent, { key: this.#key });
      submit.target.reset();
      this.trust = 'STANDARD';
      this.#key = randomKey();
      this.#dialog.close();
      toast(`${agent.name} is created`);
      router.go(`/agents/${id}`);
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('create-agent', CreateAgent);
