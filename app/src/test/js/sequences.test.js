import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {image, lstm} from './support/models.js';
import {fire, settled} from './support/page.js';
import {rain, sequence, sum} from './support/sequences.js';
import {Refusal, requests, serve} from './support/server.js';
import {readAddress, writeAddress} from '../../main/resources/gatewise/serve/address.js';
import {startImages} from '../../main/resources/gatewise/serve/images.js';
import {describeModel} from '../../main/resources/gatewise/serve/models.js';
import {store, timeSteps, update} from '../../main/resources/gatewise/serve/store.js';
import {surgeryFor} from '../../main/resources/gatewise/serve/surgeryfor.js';

const at = id => document.getElementById(id);
const given = (index, changes = {}) => {
  const {features, steps} = sequence();
  return {index, name: `day ${index}`, features, steps, truth: 'rain', ...changes};
};

startImages();

beforeEach(async () => {
  for (const index of [0, 1, 2]) serve(`/api/models/1/sequences/${index}`, () => given(index));
  serve('/api/models/1/sequences/from/0', () => ({
    count: 3,
    sequences: [0, 1, 2].map(index => ({index, name: `day ${index}`, steps: 4})),
  }));
  update({models: [rain], chosen: ['1'], image: null, language: 'en', surgery: null});
  await settled();
  requests.length = 0;
});

test('the first test sequence comes by itself, and the pad is away', () => {
  assert.equal(store.image.source, 'test');
  assert.equal(store.image.label, 'rain');
  assert.equal(timeSteps(), 4);
  assert.equal(at('image-label').textContent, 'Reading test sequence day 0, 4 steps, labelled rain.');
  assert.equal(at('drawing').hidden, true);
  assert.equal(at('pasting').hidden, false);
  assert.equal(at('sequence-features').textContent, 'Columns, or names of them in the first row: heat, wind');
});

test('a sequence is picked by its name', async () => {
  assert.equal(at('names').hidden, false);
  assert.deepEqual(
    at('test-name').options.map(option => option.textContent),
    ['day 0 · 4 steps', 'day 1 · 4 steps', 'day 2 · 4 steps']
  );
  at('test-name').value = '2';
  fire(at('test-name'), 'change');
  await settled();
  assert.equal(store.image.index, 2);
  assert.equal(at('test-index').value, '2');
});

test('text that is pasted is read by the server, whose refusal is shown', async () => {
  serve('/api/models/1/sequences', ({body}) =>
    body === '1,2' ? {features: ['heat', 'wind'], steps: [[1, 2]]} : new Refusal(400, {error: 'the sequence, line 2: wrong'})
  );
  at('sequence-text').value = '1,2';
  fire(at('sequence-form'), 'submit');
  await settled();
  assert.deepEqual(store.image.steps, [[1, 2]]);
  assert.equal(store.image.source, 'pasted');
  assert.equal(at('image-label').textContent, 'Reading your sequence, 1 steps.');
  assert.equal(requests[0].headers['Content-Type'], 'text/csv');
  at('sequence-text').value = '1,2\n3';
  fire(at('sequence-form'), 'submit');
  await settled();
  assert.match(at('error').textContent, /line 2: wrong/);
  assert.deepEqual(store.image.steps, [[1, 2]]);
});

test('of a table with several sequences one is chosen by its name', async () => {
  serve('/api/models/1/sequences', () => ({
    features: ['heat', 'wind'],
    sequences: [
      {name: 'P 7', steps: [[1, 2], [3, 4]], truth: 'rain'},
      {name: 'P, 8', steps: [[5, 6]]},
    ],
  }));
  at('sequence-text').value = 'pump,minute,heat,wind';
  fire(at('sequence-form'), 'submit');
  await settled();
  assert.equal(store.image.name, 'P 7');
  assert.equal(store.image.label, 'rain');
  assert.equal(store.image.columns, 2);
  assert.equal(at('given').hidden, false);
  assert.deepEqual(
    at('given-name').options.map(option => option.textContent),
    ['P 7 · 2 steps', 'P, 8 · 1 steps']
  );
  at('given-name').value = '1';
  fire(at('given-name'), 'change');
  await settled();
  assert.deepEqual(store.image.steps, [[5, 6]]);
  assert.equal(at('image-label').textContent, 'Reading P, 8, 1 steps.');
});

test('a sequence of other features is not read by a model of as many', async () => {
  serve('/api/models/1/sequences', () => ({
    features: ['heat', 'wind'],
    sequences: [
      {name: 'a', steps: [[1, 2]]},
      {name: 'b', steps: [[3, 4]]},
    ],
  }));
  at('sequence-text').value = 'many';
  fire(at('sequence-form'), 'submit');
  await settled();
  assert.equal(store.image.name, 'a');
  update({models: [rain, {...rain, id: '8', features: ['load', 'price'], testSequences: 0}], chosen: ['8']});
  await settled();
  assert.equal(store.image, null);
  assert.equal(at('given').hidden, true);
});

test('an image is away when a model of sequences reads, and the pad is back with one of images', async () => {
  serve('/api/models/9/images/0', () => image());
  update({models: [rain, {...lstm, id: '9', kind: 'images', testImages: 1}], chosen: ['9']});
  await settled();
  assert.equal(at('drawing').hidden, false);
  assert.equal(at('pasting').hidden, true);
  assert.deepEqual(store.image.pixels, image().pixels);
});

test('an address brings back a sequence by its steps, a long one is left out', () => {
  const seen = {...store, image: {...sequence(), source: 'pasted', name: null}};
  const address = writeAddress(seen);
  assert.match(address, /steps=1,10;2,20;3,30;4,5/);
  assert.deepEqual(readAddress(address).image, {
    source: 'pasted',
    rows: 4,
    columns: 2,
    steps: sequence().steps,
    name: null,
  });
  const steps = Array.from({length: 400}, () => [1, 2]);
  assert.doesNotMatch(writeAddress({...seen, image: {...seen.image, steps, rows: 400}}), /steps=/);
  for (const wrong of ['1,2;3', '1,x', '', '1,'])
    assert.equal(readAddress(`#/read?steps=${encodeURIComponent(wrong)}`).image, undefined, wrong);
});

test('a model that says numbers is described by its validation loss', () => {
  assert.match(describeModel(sum), /^says numbers · LSTM · .*validation loss 0\.01234$/);
  assert.match(describeModel(rain), /^classifies sequences · /);
});

test('surgery goes to the end of the sequence that is read', () => {
  const wanted = {clamps: [{gate: 'forget', value: 1}], from: 1, to: null, units: null, layer: null};
  const {surgery} = surgeryFor(rain, {...wanted, order: 'as-is', seed: 1, blankRows: '0-1,9'});
  assert.deepEqual(surgery.clamps, [{gate: 'forget', value: 1, rows: '1-3'}]);
  assert.equal(surgery.blankRows, '0,1');
});
