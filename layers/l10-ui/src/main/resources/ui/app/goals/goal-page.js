import { html, nothing } from 'lit';
import { View } from '../core/view.js';
import { post } from '../core/api.js';
import { duration, elapsed, fullTime, money } from '../core/format.js';
import { icon } from '../core/icons.js';
import { live } from '../core/live.js';
import { Loader } from '../core/loader.js';
import { styleVars } from '../core/style-vars.js';
import { confirmed } from '../parts/confirm.js';
import { copyableId } from '../parts/copy.js';
import { emptyState, problemNotice, problemState, staleLine } from '../parts/states.js';
import { FINAL, statusBadge } from '../parts/status.js';
import { toast, toastProblem } from '../parts/toast.js';
import { applyTaskEvent, fetchGoal } from './goal-data.js';
import { taskPanel } from './task-panel.js';
import '../plan/plan-graph.js';
import '../plan/plan-timeline.js';
import '../report/goal-documents.js';

const TICK_MS = 1_000;
const ORIGINS = { cache: 'From the plan cache', template: 'From a template', model: 'Decomposed by a model' };

/** One goal: its plan as it runs, when each task ran, what it cost, and what came out. */
class GoalPage extends View {
  static properties = { params: {}, selected: { state: true }, view: { state: true } };
  #timer;
  #goal = new Loader(this, (signal) => fetchGoal(this.params.id, signal), { refreshOn: (event) => this.#concerns(event) });
  #onEvent = ({ detail }) => this.#apply(detail);

  constructor() {
    super();
    this.selected = null;
    this.view = 'graph';
  }

  connectedCallback() {
    super.connectedCallback();
    live.addEventListener('event', this.#onEvent);
    this.#timer = setInterval(() => this.#running && this.requestUpdate(), TICK_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('event', this.#onEvent);
    clearInterval(this.#timer);
  }

  willUpdate(changed) {
    const before = changed.get('params');
    if (before && before.id !== this.params.id) {
      this.selected = null;
      this.#goal.restart();
    }
  }

  render() {
    const { data, problem } = this.#goal;
    if (!data && problem) return html`<h1 class="sr-only" tabindex="-1">Goal</h1><section class="card">${problemState(problem, () => this.#goal.reload())}</section>`;
    return html`
      <div class="page-head goal-head">
        <div class="grow"><h1 tabindex="-1">${data?.goal.description ?? html`<span class="skeleton title"></span><span class="sr-only">Goal</span>`}</h1></div>
        ${data ? html`${statusBadge(data.goal.status)}${this.#moves(data)}` : nothing}
      </div>
      ${staleLine(this.#goal)}
      ${data?.problem && data.goal.status !== 'completed' ? html`<div class="goal-problem">${problemNotice(data.problem)}</div>` : nothing}
      ${this.#facts(data)}
      ${this.#plan(data)}
      <section class="card" aria-label="Result">
        ${data?.reportProblem ? problemState(data.reportProblem, () => this.#goal.reload()) : html`<goal-documents .documents=${data?.documents ?? []} .finished=${FINAL.has(data?.goal.status)}></goal-documents>`}
      </section>
    `;
  }

  #facts(data) {
    const goal = data?.goal;
    const done = data?.tasks.filter(({ status }) => FINAL.has(status)).length ?? 0;
    const all = data?.tasks.length ?? 0;
    const took = goal && (data.durationMs && FINAL.has(goal.status) ? data.durationMs : elapsed(goal.created_at, FINAL.has(goal.status) ? (goal.completed_at ?? goal.updated_at) : null));
    return html`<section class="card card-body goal-facts" aria-label="Facts">
      <dl class="facts">
        <div><dt>Progress</dt><dd class="num">${all ? `${done} of ${all} tasks` : '–'}<span class="bar ${goal?.status === 'failed' ? 'tone-bad' : ''}" aria-hidden="true"><span ${styleVars({ '--part': `${all ? (100 * done) / all : 0}%` })}></span></span></dd></div>
        <div><dt>Time</dt><dd class="num">${goal ? duration(took) : '–'}</dd></div>
        <div><dt>Cost</dt><dd class="num">${data ? money(data.cost) : '–'}</dd></div>
        <div><dt>Started</dt><dd>${goal?.created_at ? fullTime(goal.created_at) : '–'}</dd></div>
        <div><dt>Goal</dt><dd>${goal ? copyableId(goal.id, 'Goal id') : '–'}</dd></div>
        <div><dt>Plan</dt><dd>${data?.plan ? copyableId(data.plan.id, 'Plan id') : '–'}</dd></div>
      </dl>
    </section>`;
  }

  #plan(data) {
    const views = { graph: 'Graph', timeline: 'Timeline' };
    return html`<section class="card" aria-labelledby="plan-title" aria-busy=${!data}>
      <div class="card-head"><h2 id="plan-title">Plan</h2><span class="card-note grow">${ORIGINS[data?.plan?.origin] ?? nothing}</span>
        <div class="segments" role="group" aria-label="View of the plan">
          ${Object.entries(views).map(([view, label]) => html`<button aria-pressed=${this.view === view} @click=${() => (this.view = view)}>${label}</button>`)}
        </div>
      </div>
      ${data ? this.#tasks(data) : html`<div class="tall"></div>`}
    </section>`;
  }

  #tasks({ tasks, goal }) {
    if (tasks.length === 0) {
      return FINAL.has(goal.status)
        ? emptyState({ name: 'graph', title: 'There is no plan', text: 'This goal ended before it had one.' })
        : emptyState({ name: 'graph', title: 'The plan is being made', text: 'Its tasks appear here as soon as it is validated and signed.' });
    }
    if (this.view === 'timeline') return html`<plan-timeline .tasks=${tasks}></plan-timeline>`;
    const chosen = tasks.find(({ name }) => name === this.selected);
    return html`<plan-graph .tasks=${tasks} .selected=${this.selected} @task-selected=${({ detail }) => (this.selected = detail)}></plan-graph>
      ${chosen ? taskPanel(chosen, () => (this.selected = null)) : nothing}`;
  }

  #moves({ goal, plan }) {
    if (FINAL.has(goal.status)) return nothing;
    return html`
      ${plan && goal.status === 'running' ? html`<button class="btn" @click=${() => this.#act(`/api/v1/plans/${plan.id}/pause`, 'The plan is paused')}>${icon('pause')} Pause</button>` : nothing}
      ${plan && goal.status === 'paused' ? html`<button class="btn" @click=${() => this.#act(`/api/v1/plans/${plan.id}/resume`, 'The plan goes on')}>${icon('play')} Resume</button>` : nothing}
      <button class="btn danger" @click=${() => this.#cancel(goal)}>${icon('ban')} Cancel</button>`;
  }

  async #cancel(goal) {
    const sure = await confirmed({ title: 'Cancel this goal?', text: 'Tasks that run are stopped, the others never start. What is finished is kept.', action: 'Cancel goal' });
    if (sure) await this.#act(`/api/v1/goals/${goal.id}/cancel`, 'The goal is cancelled');
  }

  async #act(path, said) {
    try {
      await post(path, {});
      toast(said);
    } catch (problem) {
      toastProblem(problem);
    }
    this.#goal.reload();
  }

  get #running() {
    const status = this.#goal.data?.goal.status;
    return status !== undefined && !FINAL.has(status);
  }

  #concerns({ aggregate_id: id, payload }) {
    const data = this.#goal.data;
    return id === this.params.id || payload?.goal_id === this.params.id || (data?.plan && (id === data.plan.id || payload?.plan_id === data.plan.id));
  }

  #apply(event) {
    const data = this.#goal.data;
    if (!data || !this.#concerns(event)) return;
    this.#goal.data = { ...data, tasks: applyTaskEvent(data.tasks, event) };
    this.requestUpdate();
  }
}

customElements.define('goal-page', GoalPage);
