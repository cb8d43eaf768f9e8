import * as server from './server.js';
import {LineChart} from './chart.js';
import {byId, html, setText} from './dom.js';
import {count, decimal, percent, t} from './i18n.js';
import {guarded} from './problems.js';
import {on, store} from './store.js';

const EVERY = 1000;
const AFTER_FAILURE = 3000;

let runs = null;
let chosen = null;
let part = 0;
let view = null;
let timer = null;

/** The page of training runs; it asks the server every second while a run is in training and the page is in view. */
export function startRuns() {
  on(['language'], () => {
    view = null;
    show();
  });
  on(['page'], poll);
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
  if (answer) runs = answer;
  show();
}

function show() {
  if (store.page !== 'runs' || runs === null) return;
  view ??= build();
  view.empty.hidden = runs.length > 0;
  view.body.hidden = runs.length === 0;
  if (runs.length === 0) return;
  const run = runs.find(each => each.id === chosen) ?? runs.find(each => each.state === 'training') ?? runs[0];
  chosen = run.id;
  showList();
  showProgress(run);
  showCurves(run);
  showSaturation(run);
  showTable(run);
}

function build() {
  const epoch = t('runs.epoch');
  const chart = (key, settings) =>
    new LineChart({title: t(`runs.${key}`), xLabel: epoch, yLabel: t(`runs.${key}.axis`), ...settings});
  const share = {format: value => percent(value), range: [0, 1]};
  const parts = {
    empty: html('p', {className: 'quiet', textContent: t('runs.none')}),
    list: html('ul', {className: 'run-list', id: 'run-list'}),
    title: html('h3'),
    words: html('p', {id: 'run-progress'}),
    progress: html('progress', {max: 1, 'aria-label': t('runs.progress')}),
    loss: chart('loss', {format: value => decimal(value, 3), tick: String}),
    accuracy: chart('accuracy', {
      format: value => percent(value, 2),
      tick: value => `${Number((100 * value).toFixed(2))}%`,
    }),
    speed: chart('speed', {format: count}),
    closed: chart('closed', share),
    open: chart('open', share),
    part: html('select', {
      id: 'run-part',
      on: {
        change: event => {
          part = Number(event.target.value);
          show();
        },
      },
    }),
    noGates: html('p', {className: 'quiet', textContent: t('runs.noGates')}),
    table: html('table'),
  };
  parts.partLine = html('label', {className: 'line'}, t('runs.part'), parts.part);
  parts.saturation = html('div', {className: 'charts'}, parts.closed.element, parts.open.element);
  parts.body = html(
    'div',
    {className: 'runs'},
    html('aside', {className: 'card'}, html('h3', {textContent: t('runs.list')}), parts.list),
    html(
      'div',
      {className: 'run'},
      parts.title,
      parts.words,
      parts.progress,
      html('div', {className: 'charts'}, parts.loss.element, parts.accuracy.element, parts.speed.element),
      html('h3', {textContent: t('runs.saturation')}),
      html('p', {className: 'quiet', textContent: t('runs.saturation.about')}),
      parts.partLine,
      parts.noGates,
      parts.saturation,
      html(
        'details',
        {},
        html('summary', {textContent: t('runs.table')}),
        html('div', {className: 'wide'}, parts.table)
      )
    )
  );
  byId('page-runs').replaceChildren(html('h2', {textContent: t('nav.runs')}), parts.empty, parts.body);
  return parts;
}

/** The list keeps its buttons while the runs stay the same, so that the focus stays. */
function showList() {
  const form = runs.map(run => run.id).join();
  if (view.list.dataset.runs !== form) {
    view.list.replaceChildren(
      ...runs.map(run =>
        html(
          'li',
          {},
          html(
            'button',
            {
              type: 'button',
              id: `run-${run.id}`,
              on: {
                click: () => {
                  chosen = run.id;
                  part = 0;
                  show();
                },
              },
            },
            html('strong'),
            html('small')
          )
        )
      )
    );
    view.list.dataset.runs = form;
  }
  runs.forEach((run, place) => {
    const button = view.list.children[place].firstElementChild;
    button.setAttribute('aria-pressed', String(run.id === chosen));
    button.title = run.name;
    setText(button.children[0], run.title);
    setText(button.children[1], summary(run));
  });
}

function summary(run) {
  const last = run.history.at(-1);
  const words = [t(`runs.${run.state}`), t('runs.epochs', {done: last?.epoch ?? 0, planned: run.plannedEpochs})];
  if (Number.isFinite(last?.validationAccuracy))
    words.push(t('model.accuracy', {accuracy: percent(last.validationAccuracy, 2)}));
  return words.join(' · ');
}

function showProgress(run) {
  setText(view.title, `${run.title} · ${run.name}`);
  const {current} = run;
  view.progress.hidden = !current;
  if (!current) {
    setText(view.words, run.problem ? `${summary(run)} · ${run.problem}` : summary(run));
    return;
  }
  view.progress.value = current.batch / current.batches;
  setText(
    view.words,
    t('runs.current', {
      ...current,
      planned: run.plannedEpochs,
      loss: decimal(current.loss, 3),
      speed: count(current.imagesPerSecond),
    })
  );
}

function showCurves({history}) {
  const series = (name, style, field) => ({name, style, points: pointsOf(history, epoch => epoch[field])});
  view.loss.show([series(t('runs.loss'), 'loss', 'loss')]);
  view.accuracy.show([
    series(t('runs.validation'), 'validation', 'validationAccuracy'),
    series(t('runs.sample'), 'sample', 'sampleAccuracy'),
  ]);
  view.speed.show([series(t('runs.speed'), 'speed', 'imagesPerSecond')]);
}

/** [[epoch, value]], without the epochs in which nothing was measured; null where the value is no finite number. */
const pointsOf = (history, value) =>
  history.map(epoch => [epoch.epoch, value(epoch)]).filter(([, y]) => y !== undefined);

/** Shares of closed and open gate values, of one layer and direction at a time. */
function showSaturation({history}) {
  const samples = history.flatMap(epoch => epoch.gates ?? []);
  const places = [...new Set(samples.map(({layer, direction}) => `${layer} ${direction}`))];
  view.noGates.hidden = places.length > 0;
  view.saturation.hidden = places.length === 0;
  view.partLine.hidden = places.length < 2;
  if (places.length === 0) return;
  offerParts(places);
  const here = gate => `${gate.layer} ${gate.direction}` === places[part];
  const names = [...new Set(samples.filter(here).map(({gate}) => gate))];
  for (const field of ['closed', 'open']) {
    const value = name => epoch => (epoch.gates ?? []).find(gate => here(gate) && gate.gate === name)?.[field];
    view[field].show(
      names.map(name => ({name: t(`quantity.${name}`), style: name, points: pointsOf(history, value(name))}))
    );
  }
}

function offerParts(places) {
  const form = places.join();
  if (view.part.dataset.places !== form) {
    view.part.replaceChildren(
      ...places.map((place, index) => {
        const [layer, direction] = place.split(' ');
        return html('option', {
          value: index,
          textContent: `${t('panel.layer', {layer})} · ${t(`direction.${direction}`)}`,
        });
      })
    );
    view.part.dataset.places = form;
  }
  part = Math.min(part, places.length - 1);
  view.part.value = part;
}

function showTable({history}) {
  const heads = ['runs.epoch', 'runs.loss', 'runs.sample', 'runs.validation', 'runs.speed'];
  const lines = history.map(epoch => [
    epoch.epoch,
    decimal(epoch.loss, 4),
    percent(epoch.sampleAccuracy, 2),
    percent(epoch.validationAccuracy, 2),
    count(epoch.imagesPerSecond),
  ]);
  view.table.replaceChildren(
    html('thead', {}, html('tr', {}, ...heads.map(key => html('th', {scope: 'col', textContent: t(key)})))),
    html('tbody', {}, ...lines.map(line => html('tr', {}, ...line.map(text => html('td', {textContent: text})))))
  );
}
