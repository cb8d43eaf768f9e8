import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {gru, image, lstm, traceOf} from './support/models.js';
import {enter, resize} from './support/page.js';
import {startCell} from '../../main/resources/gatewise/serve/cell.js';
import {diagramOf} from '../../main/resources/gatewise/serve/diagram.js';
import {store, update} from '../../main/resources/gatewise/serve/store.js';

const at = id => document.getElementById(id);
const page = () => at('page-cell');
const words = () => page().textContent;
const value = name => at(`value-${name}`).textContent;
const inNumbers = () =>
  page()
    .querySelectorAll('.numbers')
    .map(line => line.textContent);
const labels = drawing => drawing.querySelectorAll('text').map(text => text.textContent);

/** A trace whose value at a row and unit is row + unit / 100 for cell and hidden state of the layer and direction. */
function countedTrace(model, layer, direction) {
  const trace = traceOf(model);
  const {directions} = trace.layers[layer - 1];
  const counted = directions.find(each => each.direction === direction);
  for (const quantity of ['cell', 'hidden'].filter(each => each in counted))
    counted[quantity] = counted[quantity].map((line, row) => line.map((_, unit) => row + unit / 100));
  return [model.id, {image: image(), before: trace, after: trace, surgery: null, unmet: []}];
}

startCell();

beforeEach(() => {
  const traces = new Map([countedTrace(lstm, 1, 'forward'), countedTrace(gru, 2, 'backward')]);
  update({page: 'cell', models: [lstm, gru], chosen: ['1', '2'], selection: null, row: 0, language: 'en', traces});
});

test('without a reading the page says what is missing', () => {
  update({traces: new Map()});
  assert.match(words(), /Choose a model and an image/);
  update({chosen: []});
  assert.match(words(), /Choose a model and an image/);
});

test('the first unit of the first model is shown, zero before the first row', () => {
  assert.equal(at('cell-place').textContent, 'Values of unit 0 at row 0, without surgery.');
  assert.equal(value('forget'), '0.50');
  assert.ok(inNumbers().includes(' = 0.50 * 0.00 + 0.50 * 0.50'), 'c from c before and the candidate');
});

test('the values are those of the unit and the row just read', () => {
  update({selection: {model: '1', layer: 1, direction: 'forward', unit: 5}, row: 9});
  assert.equal(value('cell'), '9.05');
  assert.ok(inNumbers().includes(' = 0.50 * 8.05 + 0.50 * 0.50'));
  const [chart] = page().querySelectorAll('figure');
  resize(chart, 400);
  assert.match(words(), /i input.*f forget.*o output.*g candidate.*c cell.*h hidden/);
  assert.match(chart.querySelectorAll('svg')[0].getAttribute('aria-label'), /c cell: row 0: 0\.1, row 27: 27\.1/);
  assert.equal(at('cell-unit').value, '5');
});

test('the backward direction has read from the last row up', () => {
  update({selection: {model: '2', layer: 2, direction: 'backward', unit: 3}, row: 2});
  assert.equal(at('cell-place').textContent, 'Values of unit 3 at row 25, without surgery.');
  assert.equal(value('hidden'), '25.03');
  assert.ok(inNumbers().includes(' = (1 - 0.50) * 0.50 + 0.50 * 26.03'), 'the state before is that of row 26');
  assert.match(words(), /z and 1 - z swapped/);
});

test('of a unit that is not there the nearest is shown', () => {
  update({selection: {model: '1', layer: 4, direction: 'backward', unit: 99}});
  assert.equal(at('cell-unit').value, '27');
  assert.equal(at('cell-unit').max, '27');
  assert.match(words(), /Unit, 0 to 27/);
  assert.equal(at('cell-layer').value, '1');
  assert.equal(at('cell-direction'), null);
  update({selection: {model: 'gone', layer: 1, direction: 'forward', unit: 0}});
  assert.equal(at('cell-model').value, '1');
});

test('model, layer, direction and unit can be chosen', () => {
  enter(at('cell-model'), '2', 'change');
  assert.deepEqual(store.selection, {model: '2', layer: 1, direction: 'forward', unit: 0});
  assert.equal(at('cell-layer').textContent, '12');
  enter(at('cell-layer'), '2', 'change');
  enter(at('cell-direction'), 'backward', 'change');
  enter(at('cell-unit'), '6');
  assert.deepEqual(store.selection, {model: '2', layer: 2, direction: 'backward', unit: 6});
  enter(at('cell-unit'), '-3');
  assert.equal(store.selection.unit, 0);
  const {selection} = store;
  enter(at('cell-unit'), '');
  assert.equal(store.selection, selection, 'an empty field is one that is being typed into');
});

test('a value that is no number is a dash', () => {
  store.traces.get('1').after.layers[0].directions[0].cell[4][0] = null;
  update({row: 4});
  assert.equal(value('cell'), '–');
});

test('under surgery the values are those after it, with those before beside them', () => {
  const surgery = {clamps: [{gate: 'forget', value: 0.25, rows: '4-9', layer: 1}], order: 'reversed', seed: 1};
  const reading = {image: image(), before: traceOf(lstm), after: traceOf(lstm, {value: 0.25}), surgery, unmet: []};
  update({traces: new Map([['1', reading]]), row: 4, comparing: true});
  assert.equal(value('forget'), '0.25');
  assert.match(
    at('cell-place').textContent,
    /under the surgery: forget = 0\.25 · rows 4-9 · layer 1 · rows reversed\.$/
  );
  assert.equal(
    at('note-forget').textContent,
    'Held at this value, whatever the equation gives. Without surgery 0.50.'
  );
  assert.equal(at('note-input').textContent, 'Without surgery 0.50.');
  update({comparing: false});
  assert.equal(at('note-input').textContent, '');
  update({row: 3});
  assert.equal(at('note-forget').textContent, '', 'not held in this row');
  update({comparing: true});
});

test('the page is built only while it is in view', () => {
  update({page: 'read'});
  update({row: 8});
  assert.match(at('cell-place').textContent, /at row 0/);
  update({page: 'cell'});
  assert.match(at('cell-place').textContent, /at row 8/);
});

test('the diagram of an LSTM has the products of its gates', () => {
  const values = {input: 0.6, forget: 0.3, output: 1, candidate: -0.5, cell: 0.4, hidden: 0.38, cellBefore: 2};
  const drawing = diagramOf(lstm, values, 'a diagram');
  assert.equal(drawing.getAttribute('aria-label'), 'a diagram');
  for (const text of ["c' = 2.00", '0.60', '\u22120.30', 'c = 0.40', 'h = 0.38', 'f = σ', 'i = σ', 'o = σ', 'g = tanh'])
    assert.ok(labels(drawing).includes(text), text);
});

test('the diagram of a GRU blends the old state with the candidate', () => {
  const values = {reset: 1, update: 0.75, candidate: -0.8, hidden: 0.1, hiddenBefore: 0.4};
  const before = labels(diagramOf(gru, values, ''));
  for (const text of ["h' = 0.40", '0.30', '\u22120.20', 'h = 0.10', '1 - z', '0.25'])
    assert.ok(before.includes(text), text);
  assert.ok(before.includes("h'"));
  assert.ok(labels(diagramOf({...gru, resetAfter: true}, values, '')).includes("h'·R"));
});
