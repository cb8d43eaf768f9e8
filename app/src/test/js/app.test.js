import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pass} from './support/clock.js';
import {gru, image, lstm, traceOf} from './support/models.js';
import {fire, resize} from './support/page.js';
import {serve} from './support/server.js';
import {store} from '../../main/resources/gatewise/serve/store.js';

const PAGES = ['read', 'cell', 'runs'];
const history = [
  {
    epoch: 1,
    loss: 0.5,
    sampleAccuracy: 0.75,
    validationAccuracy: 0.875,
    imagesPerSecond: 1000,
    gates: [
      {layer: 1, direction: 'forward', gate: 'input', closed: 0.5, open: 0.1},
      {layer: 2, direction: 'forward', gate: 'input', closed: 0.5, open: 0.1},
    ],
  },
];
const current = {epoch: 2, batch: 1, batches: 2, loss: 0.5, imagesPerSecond: 1000};
const run = {id: 'live', name: 'runs/live', title: 'LSTM-28', state: 'training', plannedEpochs: 3, history, current};

const at = id => document.getElementById(id);
const inView = () => PAGES.filter(page => !at(`page-${page}`).hidden);

async function go(page) {
  location.hash = `#/${page}`;
  fire(globalThis, 'hashchange');
  await pass(0);
}

/** All that a reader may come to read or hear. */
const everything = () =>
  [document.documentElement, ...document.documentElement.descendants].flatMap(element => [
    ...element.childNodes.filter(node => typeof node === 'string'),
    ...['aria-label', 'title', 'placeholder'].map(name => element.getAttribute(name) ?? ''),
  ]);

serve('/api/models', () => ({models: [lstm, gru]}));
serve('/api/runs', () => ({runs: [run]}));
for (const model of [lstm, gru]) {
  serve(`/api/models/${model.id}/images/0`, () => image());
  serve(`/api/models/${model.id}/trace`, () => traceOf(model));
}
location.hash = '#/read';
await import('../../main/resources/gatewise/serve/app.js');
resize(at('panels'), 1000);
await pass(0);

test('the page begins by reading the first test image with the first models', () => {
  assert.deepEqual(inView(), ['read']);
  assert.equal(document.title, 'Reading · Gatewise');
  assert.deepEqual([...store.traces.keys()], ['1', '2']);
  assert.equal(at('guess').textContent, '3');
  assert.equal(at('play').textContent, 'Pause');
});

test('each page has its address, and an unknown one leads to the first', async () => {
  for (const page of PAGES) {
    await go(page);
    assert.deepEqual(inView(), [page]);
    assert.equal(at(`nav-${page}`).getAttribute('aria-current'), 'page');
    assert.equal(document.querySelectorAll('[aria-current]').length, 1);
  }
  await go('no-such');
  assert.deepEqual(inView(), ['read']);
});

test('the reading stops, and its buttons go, while the runs are in view', async () => {
  fire(at('play'), 'click');
  await go('runs');
  assert.equal(at('player').hidden, true);
  const {row} = store;
  await pass(1000);
  assert.equal(store.row, row);
  await go('cell');
  assert.equal(at('player').hidden, false);
});

test('language and theme have buttons that name the other one', async () => {
  assert.equal(at('language').textContent, '中文');
  assert.equal(at('language').lang, 'zh-CN');
  fire(at('language'), 'click');
  assert.equal(at('language').textContent, 'English');
  assert.equal(document.title, '细胞内部 · Gatewise');
  fire(at('language'), 'click');
  fire(at('theme'), 'click');
  assert.equal(at('theme').textContent, 'Light');
  fire(at('theme'), 'click');
  assert.equal(at('theme').textContent, 'Dark');
});

test('the skip link goes to the content without changing the address', async () => {
  assert.equal(fire(at('skip'), 'click'), false);
  assert.equal(document.activeElement, at('main'));
});

test('every text is filled in, in both languages', async () => {
  for (const language of ['en', 'zh-CN']) {
    if (store.language !== language) fire(at('language'), 'click');
    for (const page of PAGES) await go(page);
    const texts = everything();
    assert.ok(texts.filter(Boolean).length > 300);
    assert.deepEqual(
      texts.filter(text => /\{\w+\}|undefined|NaN|\[object/.test(text)),
      []
    );
  }
});
