import * as server from './server.js';
import {byId, html} from './dom.js';
import {brief, count, percent, t} from './i18n.js';
import {guarded, settle} from './problems.js';
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

const measurable = () => chosenModels().filter(model => model.testImages > 0);

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
        server.accuracy(model.id, Math.min(IMAGES, model.testImages), surgeryFor(model, surgery).surgery ?? {})
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
  const line = t('accuracy.result', {
    before: percent(result.before, 1),
    after: percent(result.after, 1),
    images: count(result.images),
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
          ...['accuracy.class', 'panel.before', 'panel.after'].map(key =>
            html('th', {scope: 'col', textContent: t(key)})
          )
        )
      ),
      html('tbody', {}, ...result.classes.map(classLine))
    )
  );
}

function classLine({label, images, before, after}) {
  return html(
    'tr',
    {title: t('accuracy.images', {images})},
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
