import * as server from './server.js';
import {byId, html, setText} from './dom.js';
import {t} from './i18n.js';
import {guarded} from './problems.js';
import {on, store, update} from './store.js';
import {RunCharts} from './runcharts.js';
import {listRuns} from './runlist.js';
import {progressOf, settingsOf} from './runwords.js';
import {tableOf} from './runtable.js';
import {titleAmong} from './titles.js';

const EVERY = 1000;
const AFTER_FAILURE = 3000;

let runs = null;
let view = null;
let timer = null;

/** The page of training runs; it asks the server every second while a run is in training and the page is in view. */
export function startRuns() {
  on(['language'], () => {
    view = null;
    show();
  });
  on(['page'], poll);
  on(['run', 'overlaid'], show);
  document.addEventListener('visibilitychange', poll);
}

async function poll() {
  clearTimeout(timer);
  if (store.page !== 'runs' || document.hidden) return;
  let answer;
  try {
    answer = await guarded('runs', server.runs);
  } finally {
    clearTimeout(timer);
    if (!answer?.length) timer = setTimeout(poll, AFTER_FAILURE);
    else if (answer.some(run => run.state === 'training')) timer = setTimeout(poll, EVERY);
  }
  if (answer) runs = answer.map(run => ({...run, called: titleAmong(answer, run)}));
  show();
}

/** The run asked for, else that in training, else the first. */
const inView = () =>
  runs.find(run => run.id === store.run) ?? runs.find(run => run.state === 'training') ?? runs[0];

function show() {
  if (store.page !== 'runs' || runs === null) return;
  const run = inView();
  if (!view || view.kind !== run?.kind || view.task !== run?.task) view = build(run);
  view.empty.hidden = runs.length > 0;
  view.body.hidden = runs.length === 0;
  if (runs.length === 0) return;
  if (store.run !== run.id) {
    update({run: run.id});
    return;
  }
  const overlaid = runs.filter(each => each !== run && store.overlaid.includes(each.id));
  listRuns(view.list, runs, {shown: run, overlaid, open});
  setText(view.title, `${run.title} · ${run.name}`);
  setText(view.words, progressOf(run));
  setText(view.problem, run.problem ?? '');
  view.progress.hidden = !run.current;
  if (run.current) view.progress.value = run.current.batch / run.current.batches;
  const settings = settingsOf(run).map(([name, value]) =>
    html('div', {}, html('dt', {textContent: name}), html('dd', {textContent: value}))
  );
  view.settings.hidden = settings.length === 0;
  view.settings.children[1].replaceChildren(...settings);
  view.charts.show(run, overlaid);
  view.table.replaceChildren(...tableOf(run));
}

/** Shows a run; whoever came by keyboard goes on in it. */
function open(id, byKeyboard) {
  update({run: id});
  if (byKeyboard) view.title.focus();
}

function build(run) {
  const parts = {
    kind: run?.kind,
    task: run?.task,
    empty: html('p', {className: 'quiet', textContent: t('runs.none')}),
    list: html('ul', {className: 'run-list', id: 'run-list'}),
    title: html('h3', {id: 'run-title', tabIndex: -1}),
    words: html('p', {id: 'run-progress'}),
    problem: html('p', {className: 'problem', id: 'run-problem', role: 'status'}),
    progress: html('progress', {max: 1, 'aria-label': t('runs.progress')}),
    settings: html(
      'details',
      {id: 'run-settings'},
      html('summary', {textContent: t('runs.settings')}),
      html('dl', {className: 'settings'})
    ),
    charts: new RunCharts(run),
    table: html('table'),
  };
  parts.body = html(
    'div',
    {className: 'runs'},
    html(
      'section',
      {className: 'card'},
      html('h3', {textContent: t('runs.list')}),
      html('p', {className: 'quiet', textContent: t('runs.overlay')}),
      parts.list
    ),
    html(
      'div',
      {className: 'run'},
      parts.title,
      parts.words,
      parts.problem,
      parts.progress,
      parts.settings,
      ...parts.charts.elements,
      html(
        'details',
        {},
        html('summary', {textContent: t('runs.table')}),
        html('div', {className: 'wide', tabIndex: 0, role: 'group', 'aria-label': t('runs.table')}, parts.table)
      )
    )
  );
  byId('runs').replaceChildren(parts.empty, parts.body);
  parts.settings.open = true;
  return parts;
}
