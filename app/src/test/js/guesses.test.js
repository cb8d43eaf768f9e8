import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {gru, image, lstm, traceOf} from './support/models.js';
import './support/page.js';
import {startGuesses} from '../../main/resources/gatewise/serve/guesses.js';
import {update} from '../../main/resources/gatewise/serve/store.js';

const at = id => document.getElementById(id);
const cards = () => at('guesses').children;
const verdict = card => card.querySelectorAll('.verdict')[0].textContent;
const settled = card => card.querySelectorAll('.settled')[0].textContent;
const bars = card => card.querySelectorAll('dt').map(name => name.textContent);

function reading(model, {surgery = null, shown = image(), ...changes} = {}) {
  const after = traceOf(model, changes);
  return [model.id, {image: shown, before: surgery ? traceOf(model, {first: 1, last: 4}) : after, after, surgery}];
}

startGuesses();

beforeEach(() => {
  update({models: [lstm, gru], chosen: ['1'], row: 27, language: 'en', traces: new Map()});
  update({traces: new Map([reading(lstm), reading(gru)])});
});

test('each chosen model has a card, the first with the plain id', () => {
  update({chosen: ['1', '2'], traces: new Map([reading(lstm), reading(gru)])});
  assert.deepEqual(
    cards().map(card => card.querySelectorAll('h3')[0].textContent),
    ['LSTM-28', 'bidirectional GRU-12-8']
  );
  assert.equal(at('guess').textContent, '7');
  assert.equal(at('guess-2').textContent, '7');
});

test('the guess is that after the row just read', () => {
  assert.equal(at('guess').textContent, '7');
  assert.equal(verdict(cards()[0]), '✓ as labelled');
  update({row: 19});
  assert.equal(at('guess').textContent, '3');
  assert.equal(verdict(cards()[0]), '✗ labelled 7');
});

test('an image without a label is not judged', () => {
  update({traces: new Map([reading(lstm, {shown: image({label: undefined})})])});
  assert.equal(verdict(cards()[0]), '');
});

test('under surgery the guess before stands beside it, and as a tick on the bars', () => {
  assert.equal(at('guess-before').hidden, true);
  assert.equal(at('guess-before').textContent, '');
  update({traces: new Map([reading(lstm, {surgery: {}})])});
  assert.equal(at('guess-before').hidden, false);
  assert.equal(at('guess-before').textContent, '4');
  const ticks = cards()[0].querySelectorAll('.tick');
  assert.equal(ticks.length, 10);
  assert.equal(ticks[4].style.left, '91.0%');
});

test('since when the guess has been the last one is said by the row', () => {
  assert.equal(settled(cards()[0]), 'It has been 7 from row 20 on.');
  update({traces: new Map([reading(lstm, {change: 27})])});
  assert.equal(settled(cards()[0]), 'It became 7 only at the last row.');
});

test('where both directions read it is said by the rows read each way, and of the last layer', () => {
  update({chosen: ['2']});
  const layers = ' Rows are counted as steps of the last layer; the layers below it have read everything by then.';
  assert.equal(settled(cards()[0]), `It has been 7 since 21 of 28 rows were read each way.${layers}`);
  update({traces: new Map([reading(gru, {change: 27})])});
  assert.equal(settled(cards()[0]), `It became 7 only once all 28 rows were read each way.${layers}`);
  const single = {...gru, hiddenSizes: [12]};
  update({models: [single], traces: new Map([reading(single)])});
  assert.equal(settled(cards()[0]), 'It has been 7 since 21 of 28 rows were read each way.');
});

test('every class has a bar as long as its probability, the best one marked', () => {
  assert.deepEqual(bars(cards()[0]), lstm.labels);
  const fills = cards()[0].querySelectorAll('.fill');
  assert.equal(fills[7].style.width, '91.0%');
  assert.equal(fills[0].style.width, '1.0%');
  assert.deepEqual(fills.map((fill, index) => fill.classList.contains('best') && index).filter(Number), [7]);
});

test('of many classes the twelve most probable have bars, the best first', () => {
  const letters = {...lstm, labels: [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']};
  const trace = reading(letters, {last: 25});
  trace[1].after.probabilities[27][3] = 0.05;
  update({models: [letters], traces: new Map([trace])});
  assert.deepEqual(bars(cards()[0]), [...'ZDABCEFGHIJK']);
  const dozen = {...lstm, labels: [...'ABCDEFGHIJKL']};
  update({models: [dozen], traces: new Map([reading(dozen)])});
  assert.deepEqual(bars(cards()[0]), dozen.labels);
});

test('long labels make the card wordy', () => {
  assert.equal(cards()[0].classList.contains('wordy'), false);
  const two = {...lstm, labels: ['10', ...lstm.labels.slice(1)]};
  update({models: [two], traces: new Map([reading(two)])});
  assert.equal(cards()[0].classList.contains('wordy'), false);
  const wordy = {...lstm, labels: ['T-shirt', ...lstm.labels.slice(1)]};
  update({models: [wordy], traces: new Map([reading(wordy)])});
  assert.equal(cards()[0].classList.contains('wordy'), true);
});

test('probabilities that are no numbers are dashes without a guess', () => {
  const trace = reading(lstm);
  trace[1].after.probabilities = trace[1].after.probabilities.map(line => line.map(() => null));
  update({traces: new Map([trace])});
  assert.equal(at('guess').textContent, '–');
  assert.equal(settled(cards()[0]), '');
  assert.equal(cards()[0].querySelectorAll('.number')[0].textContent, '–');
});
