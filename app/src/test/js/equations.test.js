import assert from 'node:assert/strict';
import {test} from 'node:test';
import {gru, lstm} from './support/models.js';
import './support/page.js';
import {equationsOf, inNumbers, typeset} from '../../main/resources/gatewise/serve/equations.js';
import {decimal} from '../../main/resources/gatewise/serve/i18n.js';
import {quantitiesOf} from '../../main/resources/gatewise/serve/quantities.js';

const every = [lstm, gru, {...gru, resetAfter: true}];

test('a cell has an equation for each quantity, none before what it needs', () => {
  for (const model of every) {
    assert.deepEqual(
      equationsOf(model).map(({name}) => name),
      quantitiesOf(model)
    );
  }
});

test('each gate has weights and a bias of its own', () => {
  const gate = /^([ifogrz]) = (?:σ|tanh)\(x·W\1 \+ h'·R\1 \+ b\1\)$/;
  const alike = model => equationsOf(model).filter(({text}) => gate.test(text));
  assert.deepEqual(
    alike(lstm).map(({text}) => text[0]),
    ['i', 'f', 'o', 'g']
  );
  assert.deepEqual(
    alike(gru).map(({text}) => text[0]),
    ['r', 'z']
  );
});

test('the states are those of the numbers, letter for letter', () => {
  const letters = {input: 'i', forget: 'f', output: 'o', candidate: 'g', cell: 'c', cellBefore: "c'"};
  const right = (model, name) =>
    equationsOf(model)
      .find(each => each.name === name)
      .text.slice(4);
  for (const name of ['cell', 'hidden']) assert.equal(right(lstm, name), inNumbers(name, letters, String), name);
  const blended = {update: 'z', candidate: 'n', hiddenBefore: "h'"};
  assert.equal(right(gru, 'hidden'), inNumbers('hidden', blended, String));
});

test('the reset gate stands before or after the product', () => {
  const candidate = model => equationsOf(model).find(({name}) => name === 'candidate').text;
  assert.equal(candidate(every[1]), "n = tanh(x·Wn + (r * h')·Rn + bn)");
  assert.equal(candidate(every[2]), "n = tanh(x·Wn + bn + r * (h'·Rn + rbn))");
});

test('an equation that is set has the text that it had', () => {
  for (const {text} of every.flatMap(equationsOf)) assert.equal(typeset(text).textContent, text);
});

test('variables are slanted, the letter after a weight is its index', () => {
  const line = typeset("n = tanh(x·Wn + r * (h'·Rn + rbn))");
  const texts = tag => line.querySelectorAll(tag).map(element => element.textContent);
  assert.deepEqual(texts('var'), ['n', 'x', 'W', 'r', 'h', 'R', 'rb']);
  assert.deepEqual(texts('sub'), ['n', 'n', 'n']);
  assert.deepEqual(texts('.times'), ['*']);
});

test('numbers stand in the equations that are element by element, negative ones in brackets', () => {
  const values = {input: 0.5, forget: 1, output: 0.25, candidate: -0.5, cell: -1.5, hidden: 0, cellBefore: -2};
  assert.equal(inNumbers('cell', values, decimal), '1.00 * (\u22122.00) + 0.50 * (\u22120.50)');
  assert.equal(inNumbers('hidden', values, decimal), '0.25 * tanh(\u22121.50)');
  assert.equal(inNumbers('forget', values, decimal), null);
  const gates = {reset: 0.5, update: 0.75, candidate: -0.5, hidden: 0, hiddenBefore: 0.1};
  assert.equal(inNumbers('hidden', gates, decimal), '(1 - 0.75) * (\u22120.50) + 0.75 * 0.10');
  assert.equal(inNumbers('cell', {...values, forget: NaN}, decimal), '– * (\u22122.00) + 0.50 * (\u22120.50)');
});
