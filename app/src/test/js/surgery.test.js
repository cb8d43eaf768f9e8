import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {pass} from './support/clock.js';
import {gru, lstm} from './support/models.js';
import {enter, fire} from './support/page.js';
import {on, store, update} from '../../main/resources/gatewise/serve/store.js';
import {startSurgery} from '../../main/resources/gatewise/serve/surgery.js';

const at = id => document.getElementById(id);
const problem = () => at('surgery-problem').textContent;
const untouched = {clamps: [], from: 0, to: null, units: null, layer: null, order: 'as-is', seed: 1, blankRows: ''};
let told = 0;

/** Enters values by the ids of their fields, and waits until they count. */
async function fill(values) {
  for (const [id, value] of Object.entries(values))
    enter(at(id), value, at(id).tagName === 'SELECT' ? 'change' : 'input');
  await pass(150);
}

async function clamp(gate, value) {
  await fill({[`clamp-${gate}-value`]: value});
}

startSurgery();
on(['surgery'], () => told++);

beforeEach(async () => {
  update({models: [lstm, gru], chosen: ['1'], language: 'en', comparing: true});
  fire(at('surgery-reset'), 'click');
  await pass(150);
  told = 0;
});

test('without a model there is nothing to operate on', () => {
  assert.equal(at('surgery').hidden, false);
  update({chosen: []});
  assert.equal(at('surgery').hidden, true);
});

test('the gates offered are those of the chosen models', () => {
  const offered = () =>
    at('surgery')
      .querySelectorAll('.clamp')
      .map(line => line.querySelectorAll('input')[0].id);
  assert.deepEqual(offered(), ['clamp-input', 'clamp-forget', 'clamp-output', 'clamp-candidate']);
  update({chosen: ['1', '2']});
  assert.equal(offered().length, 6);
  const range = gate => ['min', 'max', 'step'].map(end => at(`clamp-${gate}-value`)[end]);
  assert.deepEqual(range('candidate'), ['-1', '1', '0.01']);
  assert.deepEqual(range('reset'), ['0', '1', '0.01']);
});

test('the rows and layers offered are those of the chosen models', () => {
  update({models: [{...gru, timeSteps: 14}], chosen: ['2']});
  assert.deepEqual([at('clamp-from').min, at('clamp-from').max, at('clamp-from').placeholder], ['0', '13', '0']);
  assert.deepEqual([at('clamp-to').min, at('clamp-to').max, at('clamp-to').placeholder], ['0', '13', '13']);
  assert.deepEqual(
    at('surgery-layer').options.map(({value, textContent}) => [value, textContent]),
    [
      ['', 'all layers'],
      ['1', 'layer 1'],
      ['2', 'layer 2'],
    ]
  );
});

test('nothing is asked for until something is changed', async () => {
  await fill({'clamp-from': '3', 'surgery-units': '0-3', 'surgery-layer': '1'});
  assert.equal(store.surgery, null);
  assert.equal(told, 0);
});

test('a slider holds its gate, which the box lets go', async () => {
  await clamp('forget', '0.25');
  assert.deepEqual(store.surgery, {...untouched, clamps: [{gate: 'forget', value: 0.25}]});
  assert.equal(at('clamp-forget').checked, true);
  at('clamp-forget').checked = false;
  fire(at('clamp-forget'), 'change');
  await pass(150);
  assert.equal(store.surgery, null);
});

test('changes are told of once, when they have ceased', async () => {
  for (const value of ['0.1', '0.2', '0.3']) {
    enter(at('clamp-input-value'), value);
    await pass(100);
  }
  assert.equal(told, 0);
  await pass(50);
  assert.equal(told, 1);
  assert.equal(store.surgery.clamps[0].value, 0.3);
  enter(at('clamp-input-value'), '0.3');
  await pass(150);
  assert.equal(told, 1, 'the same again');
});

test('rows, units, layer, order and blank rows are handed on', async () => {
  await clamp('output', '1');
  await fill({
    'clamp-from': '2',
    'clamp-to': '9',
    'surgery-units': '7,0-2',
    'surgery-layer': '1',
    'row-order': 'shuffled',
    seed: '42',
    'blank-rows': '0-1',
  });
  assert.deepEqual(store.surgery, {
    clamps: [{gate: 'output', value: 1}],
    from: 2,
    to: 9,
    units: [0, 1, 2, 7],
    layer: 1,
    order: 'shuffled',
    seed: 42,
    blankRows: '0,1',
  });
});

test('the seed counts only for shuffled rows', async () => {
  assert.equal(at('seed').disabled, true);
  await fill({'row-order': 'shuffled'});
  assert.equal(at('seed').disabled, false);
  await fill({'row-order': 'reversed'});
  assert.equal(at('seed').disabled, true);
  assert.equal(store.surgery.order, 'reversed');
});

test('what cannot be read is said and leaves the surgery as it was', async () => {
  await clamp('forget', '1');
  const before = store.surgery;
  await fill({'surgery-units': '0-28'});
  assert.equal(store.surgery, before);
  assert.equal(problem(), '“0-28” is not a list of units from 0 to 27 like 0-3,7.');
  assert.equal(at('surgery-units').validationMessage, problem());
  await fill({'surgery-units': '', 'blank-rows': 'x'});
  assert.equal(problem(), '“x” is not a list of rows from 0 to 27 like 0-6.');
  await fill({'blank-rows': '', 'clamp-from': '9', 'clamp-to': '8'});
  assert.equal(problem(), 'Rows go from 0 to 27, the first not after the last.');
  await fill({'clamp-from': '8'});
  assert.equal(problem(), '', 'a single row');
  await fill({'clamp-from': '-1'});
  assert.match(problem(), /^Rows go/);
  await fill({'clamp-from': '0', 'clamp-to': '28'});
  assert.match(problem(), /^Rows go/);
  assert.equal(store.surgery.to, 8, 'the last that could be read');
  await fill({'clamp-to': '27'});
  assert.equal(problem(), '');
  assert.equal(at('clamp-to').validationMessage, '');
});

test('what was entered stays when the panel is built anew, and goes when all is undone', async () => {
  await clamp('candidate', '-0.5');
  await fill({'surgery-units': '3'});
  update({language: 'zh-CN'});
  assert.equal(at('surgery-units').value, '3');
  assert.equal(at('clamp-candidate').checked, true);
  assert.equal(at('clamp-candidate-value').value, '-0.5');
  fire(at('surgery-reset'), 'click');
  await pass(150);
  assert.equal(store.surgery, null);
  assert.equal(at('surgery-units').value, '');
});

test('a gate that no chosen model has is not held', async () => {
  update({chosen: ['1', '2']});
  await clamp('reset', '0');
  assert.equal(store.surgery.clamps[0].gate, 'reset');
  update({chosen: ['1']});
  await pass(150);
  assert.equal(store.surgery, null);
});

test('a surgery that comes from the address fills the form', async () => {
  const surgery = {
    clamps: [{gate: 'output', value: 0.5}],
    from: 2,
    to: null,
    units: [0, 4],
    layer: 1,
    order: 'shuffled',
    seed: 7,
    blankRows: '3-4',
  };
  update({chosen: ['1'], surgery, comparing: false});
  assert.equal(at('clamp-output').checked, true);
  assert.equal(at('clamp-output-value').value, '0.5');
  const texts = ['clamp-from', 'clamp-to', 'surgery-units', 'surgery-layer', 'row-order', 'seed', 'blank-rows'];
  assert.deepEqual(
    texts.map(id => at(id).value),
    ['2', '', '0,4', '1', 'shuffled', '7', '3-4']
  );
  assert.equal(at('compare').checked, false);
  await pass(150);
  assert.deepEqual(store.surgery, {...surgery, blankRows: '3,4'});
  update({surgery: null, comparing: true});
  assert.equal(at('clamp-output').checked, false);
});

test('the reading before is shown if that is wanted', () => {
  at('compare').checked = false;
  fire(at('compare'), 'change');
  assert.equal(store.comparing, false);
});
