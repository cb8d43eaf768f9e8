import assert from 'node:assert/strict';
import {test} from 'node:test';
import {gru, lstm} from './support/models.js';
import {heldAt, numbersIn, surgeryFor} from '../../main/resources/gatewise/serve/surgeryfor.js';

const wanted = changes => ({
  clamps: [{gate: 'forget', value: 0.25}],
  from: 0,
  to: 27,
  units: null,
  layer: null,
  order: 'as-is',
  seed: 1,
  blankRows: '',
  ...changes,
});
const asked = {order: 'as-is', seed: 1, blankRows: undefined};

test('nothing wanted is no surgery', () => {
  assert.deepEqual(surgeryFor(lstm, null), {surgery: null, unmet: []});
  assert.deepEqual(surgeryFor(lstm, wanted({clamps: []})), {surgery: null, unmet: []});
});

test('a clamp of all rows, units and layers names no place', () => {
  const {surgery, unmet} = surgeryFor(lstm, wanted());
  assert.deepEqual(surgery, {clamps: [{gate: 'forget', value: 0.25}], ...asked});
  assert.deepEqual(unmet, []);
});

test('rows, units and layer are said where they are not all', () => {
  const place = changes => surgeryFor({...lstm, hiddenSizes: [28, 8]}, wanted(changes)).surgery.clamps[0];
  assert.equal(place({from: 1}).rows, '1-27');
  assert.equal(place({to: 26}).rows, '0-26');
  assert.equal(place({units: [1, 5]}).units, '1,5');
  assert.equal(place({layer: 2}).layer, 2);
});

test('a surgery without a last row goes to that of the model, and one beyond it holds nothing', () => {
  const short = {...lstm, timeSteps: 10};
  assert.equal(surgeryFor(lstm, wanted({from: 3, to: null})).surgery.clamps[0].rows, '3-27');
  assert.equal(surgeryFor(short, wanted({from: 3, to: 27})).surgery.clamps[0].rows, '3-9');
  assert.equal(surgeryFor(short, wanted({from: 12, to: 27})).surgery, null);
});

test('a gate is held where a clamp says so, the last one counting', () => {
  const clamps = [
    {gate: 'forget', value: 0.25, rows: '2-4', units: '1,3', layer: 2},
    {gate: 'forget', value: 0.5, rows: '4'},
    {gate: 'input', value: 1},
  ];
  const at = (gate, layer, row, unit) => heldAt({clamps}, {gate, layer, row, unit});
  assert.equal(at('forget', 2, 3, 1), 0.25);
  assert.equal(at('forget', 2, 3, 2), null);
  assert.equal(at('forget', 1, 3, 1), null);
  assert.equal(at('forget', 2, 5, 1), null);
  assert.equal(at('forget', 2, 4, 1), 0.5);
  assert.equal(at('input', 7, 0, 0), 1);
  assert.equal(heldAt(null, {gate: 'input', layer: 1, row: 0, unit: 0}), null);
});

test('a gate that the cell lacks is left out and said, the others stay', () => {
  const clamps = [
    {gate: 'forget', value: 1},
    {gate: 'candidate', value: 0},
  ];
  const {surgery, unmet} = surgeryFor(gru, wanted({clamps}));
  assert.deepEqual(surgery.clamps, [{gate: 'candidate', value: 0}]);
  assert.deepEqual(unmet, [{gate: 'forget'}]);
  assert.deepEqual(surgeryFor(gru, wanted()), {surgery: null, unmet: [{gate: 'forget'}]});
});

test('a layer that the network lacks leaves every clamp out, and the order of rows stays', () => {
  const {surgery, unmet} = surgeryFor(lstm, wanted({layer: 2, order: 'reversed'}));
  assert.deepEqual(surgery, {clamps: [], ...asked, order: 'reversed'});
  assert.deepEqual(unmet, [{layer: 2}]);
});

test('units beyond the layer are left out and said', () => {
  const clamps = [{gate: 'update', value: 1}];
  const {surgery, unmet} = surgeryFor(gru, wanted({clamps, layer: 2, units: [3, 8, 11]}));
  assert.equal(surgery.clamps[0].units, '3');
  assert.deepEqual(unmet, [{units: 8}]);
  const widest = surgeryFor(gru, wanted({clamps, units: [3, 8, 11]}));
  assert.equal(widest.surgery.clamps[0].units, '3,8,11');
  assert.deepEqual(widest.unmet, []);
  assert.deepEqual(surgeryFor(gru, wanted({clamps, units: [12]})), {surgery: null, unmet: [{units: 12}]});
});

test('rows are blanked without a clamp', () => {
  assert.deepEqual(surgeryFor(lstm, wanted({clamps: [], blankRows: '0,1'})).surgery, {
    clamps: [],
    ...asked,
    blankRows: '0,1',
  });
});

test('a list of numbers is read, in ascending order, each once', () => {
  assert.deepEqual(numbersIn('7, 0-3 ,2', 28), [0, 1, 2, 3, 7]);
  assert.deepEqual(numbersIn('10,9', 28), [9, 10]);
  assert.deepEqual(numbersIn('1，2、3', 28), [1, 2, 3]);
  assert.deepEqual(numbersIn('4–6', 28), [4, 5, 6]);
  assert.equal(numbersIn('  ', 28), null);
});

test('what is no list, or is outside, is named', () => {
  const bad = {'0-3,x': 'x', '5-2': '5-2', '0, 28': '28', '1,,2': '', '-1': '-1', 1.5: '1.5', '27-30': '27-30'};
  for (const [text, part] of Object.entries(bad)) {
    assert.throws(() => numbersIn(text, 28), {name: 'RangeError', message: part}, text);
  }
});
