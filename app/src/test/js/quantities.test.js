import assert from 'node:assert/strict';
import {test} from 'node:test';
import {gru, lstm} from './support/models.js';
import {
  allGates,
  argmax,
  directionsOf,
  hasRead,
  isStackedBothWays,
  largestCell,
  limitOf,
  quantitiesOf,
  rowAt,
  scaleOf,
  settledAt,
  symbol,
  valuesOf,
} from '../../main/resources/gatewise/serve/quantities.js';

test('a cell shows its gates, the cell state if it has one, and the hidden state', () => {
  assert.deepEqual(quantitiesOf(lstm), ['input', 'forget', 'output', 'candidate', 'cell', 'hidden']);
  assert.deepEqual(quantitiesOf(gru), ['reset', 'update', 'candidate', 'hidden']);
});

test('every quantity has a letter of its own', () => {
  const letters = model => quantitiesOf(model).map(quantity => symbol(model.cell, quantity));
  assert.deepEqual(letters(lstm), ['i', 'f', 'o', 'g', 'c', 'h']);
  assert.deepEqual(letters(gru), ['r', 'z', 'n', 'h']);
});

test('what can be negative is on a signed scale, the cell state on one that ends at the largest', () => {
  assert.deepEqual(
    allGates.map(gate => scaleOf(gate)),
    ['share', 'share', 'share', 'share', 'share', 'signed']
  );
  assert.equal(scaleOf('cell'), 'signed');
  assert.equal(scaleOf('hidden'), 'signed');
  assert.equal(limitOf('cell', 3.5), 3.5);
  assert.equal(limitOf('hidden', 3.5), 1);
});

test('values are found among the gates or beside them', () => {
  const direction = {gates: {input: [[1]]}, hidden: [[2]]};
  assert.deepEqual(valuesOf(direction, 'input'), [[1]]);
  assert.deepEqual(valuesOf(direction, 'hidden'), [[2]]);
});

test('a model reads both ways only if it is bidirectional', () => {
  assert.deepEqual(directionsOf(lstm), ['forward']);
  assert.deepEqual(directionsOf(gru), ['forward', 'backward']);
  assert.equal(isStackedBothWays(gru), true);
  assert.equal(isStackedBothWays({...gru, hiddenSizes: [12]}), false);
  assert.equal(isStackedBothWays({...lstm, hiddenSizes: [12, 8]}), false);
});

test('the backward direction reads from the last row up', () => {
  assert.equal(rowAt('forward', 3, 28), 3);
  assert.equal(rowAt('backward', 3, 28), 24);
  const read = direction => [0, 1, 2, 3, 4].filter(t => hasRead(direction, t, 1, 5));
  assert.deepEqual(read('forward'), [0, 1]);
  assert.deepEqual(read('backward'), [3, 4]);
});

test('the largest number is found, and none among what is no number', () => {
  assert.equal(argmax([0.1, 0.7, 0.2]), 1);
  assert.equal(argmax([0.5, 0.5]), 0, 'the first of equal ones');
  assert.equal(argmax([null, null]), -1);
  assert.equal(argmax([]), -1);
});

test('a guess has settled at the first row from which it does not change any more', () => {
  const guesses = indexes => indexes.map(index => [0, 1, 2].map(each => (each === index ? 0.8 : 0.1)));
  assert.equal(settledAt(guesses([1, 0, 1, 1])), 2);
  assert.equal(settledAt(guesses([1, 1, 1])), 0);
  assert.equal(settledAt(guesses([1, 1, 2])), 2);
  assert.equal(settledAt(guesses([2])), 0);
});

test('the largest cell state counts without its sign, and is 1 at least', () => {
  const trace = cell => ({layers: [{directions: [{hidden: []}, {cell}]}]});
  assert.equal(largestCell([]), 1);
  assert.equal(largestCell([trace([[0.5, -0.75]])]), 1);
  assert.equal(largestCell([trace([[0.5], [-2.5]]), trace([[2, null]])]), 2.5);
});
