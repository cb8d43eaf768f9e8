import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pass} from './support/clock.js';
import './support/page.js';
import {rain, sequence} from './support/sequences.js';
import {requests, serve} from './support/server.js';
import {startLanguage} from '../../main/resources/gatewise/serve/i18n.js';
import {startImages} from '../../main/resources/gatewise/serve/images.js';
import {startModels} from '../../main/resources/gatewise/serve/models.js';
import {startPlayer} from '../../main/resources/gatewise/serve/player.js';
import {store, update} from '../../main/resources/gatewise/serve/store.js';

const at = id => document.getElementById(id);
const run = {id: 'live', title: 'LSTM-28', kind: 'sequences', task: 'classify', state: 'training', plannedEpochs: 3, history: []};
const words = key => document.querySelectorAll('[data-i18n]').find(each => each.dataset.i18n === key).textContent;

serve('/api/models', () => ({models: []}));
serve('/api/runs', () => ({runs: [run]}));

test('before the first model of a run on sequences the page is one for sequences', async () => {
  startLanguage();
  startImages();
  startPlayer();
  await startModels();
  assert.equal(at('drawing').hidden, true);
  assert.equal(at('pasting').hidden, false);
  assert.equal(words('image.title'), 'Sequence');
  assert.equal(words('image.test'), 'Test sequence');
  assert.equal(at('step-back').getAttribute('aria-label'), 'One step back');
  assert.match(at('models').textContent, /No model yet: the first one appears after the first epoch/);
  assert.equal(at('row-now').textContent, '');
  for (const id of ['play', 'scrub', 'step-back', 'step-forward']) assert.equal(at(id).disabled, true, id);
  assert.equal(at('sequence-file').disabled, true);
  assert.ok(at('sequence-form').elements.every(control => control.disabled));
});

test('of a run on images it stays one for images', async () => {
  serve('/api/runs', () => ({runs: [{...run, kind: 'images', state: 'training'}]}));
  await pass(3000);
  assert.equal(at('drawing').hidden, false);
  assert.equal(words('image.test'), 'Test image');
  assert.match(at('models').textContent, /No model yet/);
});

test('with the first model it can be read, and runs are asked for no more', async () => {
  serve('/api/models/live/sequences/0', () => sequence());
  serve('/api/models/live/sequences/from/0', () => ({count: 1, sequences: [{index: 0, name: '0', steps: 4}]}));
  serve('/api/models', () => ({models: [{...rain, id: 'live'}]}));
  await pass(3000);
  assert.equal(at('pasting').hidden, false);
  assert.equal(at('row-now').textContent, 'step 0 · 1 of 4 read');
  assert.equal(at('play').disabled, false);
  requests.length = 0;
  await pass(3000);
  assert.deepEqual(
    requests.map(({path}) => path),
    ['/api/models']
  );
});

test('with no model chosen the page is still one of sequences', async () => {
  update({chosen: []});
  assert.equal(at('pasting').hidden, false);
  assert.equal(store.models.length, 1);
});
