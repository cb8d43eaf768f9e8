import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pass} from './support/clock.js';
import {gru, lstm} from './support/models.js';
import {fire, settled, uncaught} from './support/page.js';
import {Refusal, requests, serve} from './support/server.js';
import {startGuesses} from '../../main/resources/gatewise/serve/guesses.js';
import {describeModel, startModels} from '../../main/resources/gatewise/serve/models.js';
import {on, store, update} from '../../main/resources/gatewise/serve/store.js';

const live = {...lstm, id: 'live', epochs: 1};
const wide = {...lstm, id: '4', timeSteps: 28, inputSize: 56};
const short = {...lstm, id: '6', timeSteps: 14, inputSize: 28};

const at = id => document.getElementById(id);
const answer = models => serve('/api/models', () => ({models}));

test('the watch begins although the first answer could not be read', async () => {
  serve('/api/models', () => null);
  const failures = await uncaught(() => void startModels());
  assert.equal(failures.length, 1);
  answer([]);
  await pass(3000);
  assert.deepEqual(store.models, []);
  assert.match(at('models').textContent, /No model yet/);
});

test('of the first models those of one form are chosen, three at most', async () => {
  answer([live, wide, short, gru, {...gru, id: '3'}, {...gru, id: '5'}]);
  await pass(3000);
  assert.deepEqual(store.chosen, ['live', '2', '3']);
  assert.equal(at('model-4').disabled, true);
  assert.equal(at('model-6').disabled, true);
  assert.match(at('models').textContent, /reads images of 28 × 56/);
  assert.equal(at('model-5').checked, false);
  assert.equal(at('model-5').disabled, false);
});

test('models of one title are told apart by their names', async () => {
  answer([live, {...lstm, id: '3', name: 'a/best.zip'}, {...lstm, id: '5', name: 'b/best.zip'}, gru]);
  await pass(3000);
  assert.match(at('models').textContent, /LSTM-28 · a\/best\.zip.*LSTM-28 · b\/best\.zip.*bidirectional GRU-12-8/);
  assert.doesNotMatch(at('models').textContent, /GRU-12-8 ·/);
  answer([live, wide, short, gru, {...gru, id: '3'}, {...gru, id: '5'}]);
  await pass(3000);
  update({chosen: ['live', '2', '3']});
});

test('a model in training is asked for every three seconds, and told of only when it changed', async () => {
  let told = 0;
  on(['models'], () => told++);
  requests.length = 0;
  await pass(6000);
  assert.equal(requests.length, 2);
  assert.equal(told, 0);
  answer([{...live, epochs: 2}, gru]);
  await pass(3000);
  assert.equal(told, 1);
  assert.equal(store.models[0].epochs, 2);
  assert.deepEqual(store.chosen, ['live', '2'], 'models that went are no longer chosen');
});

test('nothing is asked while the page is hidden', async () => {
  document.hidden = true;
  requests.length = 0;
  await pass(9000);
  document.hidden = false;
  assert.equal(requests.length, 0);
});

test('models are told of again if telling failed', async () => {
  let broken = true;
  let heard = 0;
  on(['models'], () => {
    heard++;
    if (broken) throw new Error('broken listener');
  });
  answer([{...live, epochs: 3}, gru]);
  assert.deepEqual(await uncaught(() => pass(3000)), ['broken listener']);
  broken = false;
  await pass(3000);
  assert.equal(heard, 2);
});

test('a refusal is shown until the next answer', async () => {
  serve('/api/models', () => new Refusal(500, {error: 'out of order'}));
  await pass(3000);
  assert.match(at('error').textContent, /out of order/);
  answer([{...live, epochs: 4}, gru]);
  await pass(3000);
  assert.equal(at('error').hidden, true);
});

test('a box chooses a model, and the focus stays', () => {
  at('model-2').focus();
  at('model-2').checked = false;
  fire(at('model-2'), 'change');
  assert.deepEqual(store.chosen, ['live']);
  assert.equal(document.activeElement, at('model-2'));
  at('model-2').checked = true;
  fire(at('model-2'), 'change');
  assert.deepEqual(store.chosen, ['live', '2']);
});

test('without a model in training nothing is asked any more', async () => {
  answer([lstm]);
  await pass(3000);
  assert.deepEqual(store.chosen, []);
  requests.length = 0;
  await pass(9000);
  await settled();
  assert.equal(requests.length, 0);
});

test('a model is described by its cell, layers, size and accuracy', () => {
  assert.equal(describeModel(lstm), 'LSTM · 28 units · 6,682 parameters · 3 epochs · validation 98.13%');
  assert.equal(
    describeModel({...gru, resetAfter: true, validationAccuracy: null}),
    'GRU · reset after the product · 12 + 8 units · bidirectional · 6,682 parameters · 3 epochs'
  );
  update({language: 'zh-CN'});
  assert.match(describeModel(gru), /^GRU · 先重置后乘矩阵 · 12 \+ 8 个单元 · 双向/);
});

test('Enter on a model lets it read and goes to its answer', async () => {
  startGuesses();
  update({models: [live, gru], chosen: ['live']});
  fire(at('model-2'), 'keydown', {key: 'Tab'});
  assert.deepEqual(store.chosen, ['live']);
  fire(at('model-2'), 'keydown', {key: 'Enter'});
  assert.deepEqual(store.chosen, ['live', '2']);
  assert.equal(document.activeElement, at('title-2'));
  fire(at('model-2'), 'keydown', {key: 'Enter'});
  assert.deepEqual(store.chosen, ['live', '2'], 'it reads on');
});
