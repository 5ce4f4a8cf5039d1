import { html, nothing } from 'lit';
import { View } from '../core/view.js';
import { get } from '../core/api.js';
import { brief, count, duration, elapsed, fullTime, sentence } from '../core/format.js';
import { icon } from '../core/icons.js';
import { Loader } from '../core/loader.js';
import { href } from '../core/router.js';
import { jsonTree } from '../report/json-tree.js';
import { eventLine } from '../events/event-words.js';
import { copyableId } from '../parts/copy.js';
import { statusBadge } from '../parts/status.js';
import { emptyState, problemState, staleLine } from '../parts/states.js';
import { agentMoves } from './agent-moves.js';
import '../parts/time-ago.js';

/** One agent: what it is, what it may use, what it did. */
class AgentPage extends View {
  static properties = { params: {} };
  #agent = new Loader(this, (signal) => get(`/api/v1/dashboard/agent/${this.params.id}`, { signal }), {
    refreshOn: (event) => event.aggregate_id === this.params.id || event.payload?.agent_id === this.params.id,
  });

  willUpdate(changed) {
    if (changed.has('params') && changed.get('params') && changed.get('params').id !== this.params.id) this.#agent.restart();
  }

  render() {
    const { data, problem } = this.#agent;
    if (!data && problem) return html`<h1 class="sr-only" tabindex="-1">Agent</h1><section class="card">${problemState(problem, () => this.#agent.reload())}</section>`;
    const agent = data?.agent;
    return html`
      <div class="page-head">
        <div class="grow"><h1 tabindex="-1">${agent?.name ?? html`<span class="skeleton title"></span>`}</h1></div>
        ${agent ? html`${statusBadge(agent.status)}${agentMoves(agent, () => this.#agent.reload())}` : nothing}
      </div>
      ${staleLine(this.#agent)}
      ${agent ? this.#detail(data) : html`<section class="card tall" aria-busy="true"></section>`}
    `;
  }

  #detail({ agent, trust_level: trust, executions, events, model_usage: usage }) {
    return html`
      <section class="card card-body" aria-label="Facts">
        <dl class="facts">
          <div><dt>Agent</dt><dd>${copyableId(agent.id, 'Agent id')}</dd></div>
          <div><dt>Type</dt><dd>${agent.agent_type}</dd></div>
          <div><dt>Trust level</dt><dd>${sentence((trust ?? '–').toLowerCase())}</dd></div>
          <div><dt>Created</dt><dd>${fullTime(agent.created_at)}</dd></div>
          <div><dt>Changed</dt><dd><time-ago .at=${agent.updated_at ?? agent.created_at}></time-ago></dd></div>
          <div><dt>Model calls</dt><dd class="num">${usage?.calls ? `${count(usage.calls)}, ${brief(usage.input_tokens + usage.output_tokens)} tokens` : 'None'}</dd></div>
        </dl>
      </section>
      <div class="columns">
        <section class="card" aria-labelledby="tools-title">
          <div class="card-head"><h2 id="tools-title" class="grow">Tool runs</h2></div>
          ${executions?.length ? toolTable(executions) : emptyState({ name: 'bolt', title: 'No tool has run', text: 'Each tool this agent runs is listed here with its time and outcome.' })}
        </section>
        <div class="stack">
          <section class="card" aria-labelledby="limits-title">
            <div class="card-head"><h2 id="limits-title">Limits and configuration</h2></div>
            <div class="card-body">${limits(agent)}</div>
          </section>
          <section class="card" aria-labelledby="history-title">
            <div class="card-head"><h2 id="history-title" class="grow">History</h2><a href=${href(`/events?filter=${agent.id}`)}>In the event stream</a></div>
            <ol class="news">${(events ?? []).map((event) => html`<li>${eventLine(event)}<time-ago class="dim num" .at=${event.created_at}></time-ago></li>`)}</ol>
          </section>
        </div>
      </div>`;
  }
}

function toolTable(executions) {
  return html`<div class="table-wrap"><table class="grid">
    <thead><tr><th scope="col">Tool</th><th scope="col">Status</th><th scope="col" class="right">Duration</th></tr></thead>
    <tbody>${executions.map(
      (run) => html`<tr><td><span class="mono">${run.tool_name}</span>${run.error_message ? html`<span class="cut small bad">${run.error_message}</span>` : nothing}</td>
        <td>${statusBadge(run.status)}</td><td class="right num">${duration(run.duration_ms ?? elapsed(run.started_at, run.completed_at))}</td></tr>`,
    )}</tbody>
  </table></div>`;
}

function limits({ resource_limits: resources, configuration, metadata }) {
  const shown = Object.entries({ resource_limits: resources, configuration, metadata }).filter(([, value]) => value && Object.keys(value).length);
  if (shown.length === 0) return html`<p class="dim">${icon('info')} The defaults of its trust level.</p>`;
  return shown.map(([name, value]) => html`<h3 class="small-head">${sentence(name)}</h3>${jsonTree(value, 1)}`);
}

customElements.define('agent-page', AgentPage);
