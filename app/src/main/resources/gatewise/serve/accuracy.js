import * as server from './server.js';
import {byId, html} from './dom.js';
import {brief, count, figures, percent, t} from './i18n.js';
import {guarded, settle} from './problems.js';
import {readsSequences, testsOf} from './reading.js';
import {chosenModels, on, store} from './store.js';
import {surgeryFor} from './surgeryfor.js';

const IMAGES = 1000;

let results = [];
let running = false;

/** Keeps the button and the note on stale results up to date. */
export function startAccuracy() {
  on(['surgery', 'chosen'], show);
}

/** Puts the button and its results into `place`. */
export function placeAccuracy(place) {
  place.replaceChildren(
    html('button', {type: 'button', id: 'accuracy-run', textContent: t('accuracy.run'), on: {click: measure}}),
    html('div', {id: 'accuracy-result', 'aria-live': 'polite'})
  );
  show();
}

const measurable = () => chosenModels().filter(model => testsOf(model) > 0);

/** Measures one model after the other, showing each as it comes. */
async function measure() {
  results = [];
  running = true;
  settle('accuracy');
  const {surgery} = store;
  try {
    for (const model of measurable()) {
      show();
      const result = await guarded('accuracy', () =>
        server.accuracy(model.id, firstTests(model), surgeryFor(model, surgery).surgery ?? {})
      );
      if (!result) break;
      results.push({model, result, surgery});
    }
  } finally {
    running = false;
    show();
  }
  byId('accuracy-result').scrollIntoView({block: 'nearest'});
}

const firstTests = model => {
  const so = Math.min(IMAGES, testsOf(model));
  return readsSequences(model) ? {sequences: so} : {images: so};
};

function show() {
  const button = byId('accuracy-run');
  if (!button) return;
  button.disabled = running || measurable().length === 0;
  byId('accuracy-result').setAttribute('aria-busy', String(running));
  const parts = results.map(resultOf);
  if (running) parts.push(html('p', {className: 'quiet', textContent: t('accuracy.running')}));
  else if (measurable().length === 0) parts.push(html('p', {className: 'quiet', textContent: t('accuracy.none')}));
  else if (results.some(({surgery}) => surgery !== store.surgery))
    parts.push(html('p', {className: 'problem', textContent: t('accuracy.stale')}));
  byId('accuracy-result').replaceChildren(...parts);
}

function resultOf({model, result}) {
  const worded = result.outputs ? figures : value => percent(value, 1);
  const line = t(result.standardised ? 'accuracy.standardised' : result.outputs ? 'accuracy.errors' : 'accuracy.result', {
    before: worded(result.before),
    after: worded(result.after),
    images: count(result.images ?? result.sequences),
  });
  return html(
    'section',
    {className: 'accuracy'},
    html('h4', {textContent: model.title}),
    html('p', {textContent: line}),
    html(
      'table',
      {},
      html(
        'thead',
        {},
        html(
          'tr',
          {},
          ...[result.outputs ? 'sequence.output' : 'accuracy.class', 'panel.before', 'panel.after'].map(key =>
            html('th', {scope: 'col', textContent: t(key)})
          )
        )
      ),
      html('tbody', {}, ...(result.outputs?.map(outputLine) ?? result.classes.map(classLine)))
    )
  );
}

function outputLine({output, before, after}) {
  return html(
    'tr',
    {},
    html('th', {scope: 'row', textContent: brief(output)}),
    html('td', {textContent: figures(before)}),
    html('td', {textContent: figures(after)})
  );
}

function classLine({label, images, count: steps, before, after}) {
  return html(
    'tr',
    {title: t('accuracy.images', {images: images ?? steps})},
    html('th', {scope: 'row', textContent: brief(label)}),
    share(before, 'before'),
    share(after, 'after')
  );
}

function share(value, version) {
  const fill = html('span', {className: `fill ${version}`});
  fill.style.width = percent(value ?? 0, 1);
  return html(
    'td',
    {},
    html('span', {className: 'track'}, fill),
    html('span', {className: 'number', textContent: percent(value)})
  );
}
