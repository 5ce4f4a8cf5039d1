import { html, nothing } from 'lit';
import { post } from '../core/api.js';
import { icon } from '../core/icons.js';
import { confirmed } from '../parts/confirm.js';
import { FINAL } from '../parts/status.js';
import { toast, toastProblem } from '../parts/toast.js';

const SUSPENDABLE = new Set(['ready', 'executing', 'blocked']);

/** The moves an agent's state allows. L02 judges again: a move that came too late is its 409. */
export function agentMoves(agent, done, { labels = true } = {}) {
  const { status, name } = agent;
  const button = (move, symbol, label, tone = '') =>
    html`<button class="btn small ${tone} ${labels ? '' : 'iconic quiet'}" title="${label} ${name}" aria-label="${label} ${name}" @click=${() => move()}>${icon(symbol)}${labels ? label : nothing}</button>`;
  return html`
    ${SUSPENDABLE.has(status) ? button(() => act(agent, 'suspend', 'is suspended', done), 'pause', 'Suspend') : nothing}
    ${status === 'suspended' ? button(() => act(agent, 'resume', 'goes on', done), 'play', 'Resume') : nothing}
    ${FINAL.has(status) ? nothing : button(() => terminate(agent, done), 'stop', 'Terminate', 'danger')}
  `;
}

async function terminate(agent, done) {
  const sure = await confirmed({
    title: `Terminate ${agent.name}?`,
    text: 'What it is doing stops, and its private workspace is gone. This cannot be undone.',
    action: 'Terminate agent',
  });
  if (sure) await act(agent, 'terminate', 'is terminated', done);
}

async function act({ id, name }, move, outcome, done) {
  try {
    await post(`/api/v1/agents/${move}`, { agent_id: id, reason: 'Asked for on the dashboard' });
    toast(`${name} ${outcome}`);
  } catch (problem) {
    toastProblem(problem);
  }
  done();
}
