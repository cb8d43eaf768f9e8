import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {gru, image, lstm, traceOf} from './support/models.js';
import {enter, fire, resize} from './support/page.js';
import {startPanels} from '../../main/resources/gatewise/serve/panels.js';
import {store, update} from '../../main/resources/gatewise/serve/store.js';

const at = id => document.getElementById(id);
const panels = () => at('panels').children;
const maps = () => at('panels').querySelectorAll('canvas');
const ids = () => maps().map(map => map.id.replace('heat-', ''));
const smallOf = map => map.getContext('2d').callsOf('drawImage').at(-1)[0];
const bands = () => at('panels').querySelectorAll('section');

function reading(model, {surgery = null, unmet = [], ...changes} = {}) {
  const before = traceOf(model);
  return [model.id, {image: image(), before, after: surgery ? traceOf(model, changes) : before, surgery, unmet}];
}

startPanels();
resize(at('panels'), 1000);

beforeEach(() => {
  update({models: [lstm, gru], chosen: ['1'], comparing: true, row: 0, selection: null, traces: new Map()});
});

test('a model has its panel once it has read', () => {
  assert.equal(panels().length, 0);
  assert.equal(at('panel-hint').hidden, true);
  update({traces: new Map([reading(lstm)])});
  assert.equal(panels().length, 1);
  assert.equal(at('panel-hint').hidden, false);
  const maps = ['input', 'forget', 'output', 'candidate', 'cell', 'hidden'].map(each => `1-1-forward-${each}`);
  assert.deepEqual(ids(), ['', ...maps, 'probabilities-1']);
});

test('each layer and direction has a band, the probabilities stand by the last layer', () => {
  update({chosen: ['2'], traces: new Map([reading(gru)])});
  assert.deepEqual(
    bands().map(band => band.querySelectorAll('h4')[0].textContent),
    ['layer 1 · forward', 'layer 1 · backward', 'layer 2 · forward', 'layer 2 · backward']
  );
  assert.deepEqual(
    bands().map(band => band.querySelectorAll('canvas').at(-1).id),
    ['heat-2-1-forward-hidden', 'heat-2-1-backward-hidden', 'probabilities-2', 'heat-2-2-backward-hidden']
  );
  assert.match(panels()[0].textContent, /The backward direction reads from the last row up.*the last layer’s/);
});

test('the maps are dim where a direction has not read', () => {
  update({chosen: ['2'], traces: new Map([reading(gru)]), row: 2});
  const clear = id => {
    const {width, height, data} = smallOf(at(id)).getContext('2d').image;
    return Array.from({length: height}, (_, row) => data[4 * width * row + 1]).flatMap((green, row) =>
      green < 200 ? [row] : []
    );
  };
  assert.deepEqual(clear('heat-2-1-forward-hidden'), [0, 1, 2]);
  assert.deepEqual(clear('heat-2-1-backward-hidden'), [25, 26, 27]);
});

test('rows and units are numbered', () => {
  update({traces: new Map([reading(lstm)])});
  const [axis] = at('panels').querySelectorAll('.axis');
  assert.equal(axis.textContent, '071420270', 'five rows, and the one just read');
  const places = axis.children.map(({style}) => parseFloat(style.top) / (parseFloat(axis.style.height) / 28));
  assert.deepEqual(
    places.map(place => place.toFixed(3)),
    ['0.500', '7.500', '14.500', '20.500', '27.500', '0.500']
  );
  assert.equal(at('heat-1-1-forward-cell').parent.querySelectorAll('.foot')[0].textContent, 'units 0–27');
  assert.equal(at('probabilities-1').parent.querySelectorAll('.foot')[0].textContent, '0123456789');
});

test('labels longer than a letter are counted instead of listed', () => {
  const wordy = {...lstm, labels: ['shirt', 'boot']};
  update({models: [wordy], traces: new Map([reading(wordy)])});
  assert.equal(at('probabilities-1').parent.querySelectorAll('.foot')[0].textContent, '2 classes');
});

test('the layer chosen stays when the panel is built anew', () => {
  update({chosen: ['2'], traces: new Map([reading(gru)])});
  enter(at('layer-2'), '2', 'change');
  const hidden = () => bands().map(band => band.hidden);
  assert.deepEqual(hidden(), [true, true, false, false]);
  resize(at('panels'), 900);
  assert.deepEqual(hidden(), [true, true, false, false]);
  assert.equal(at('layer-2').value, '2');
  enter(at('layer-2'), '0', 'change');
  assert.deepEqual(hidden(), [false, false, false, false]);
  resize(at('panels'), 1000);
});

test('the reading before surgery is shown beside the one after, if that is wanted', () => {
  update({traces: new Map([reading(lstm, {surgery: {clamps: []}})])});
  assert.deepEqual(
    bands().map(band => band.querySelectorAll('h4')[0].textContent),
    ['before', 'after']
  );
  assert.ok(ids().includes('1-1-forward-cell-before'));
  update({comparing: false});
  assert.equal(bands().length, 1);
  assert.ok(!ids().includes('1-1-forward-cell-before'));
});

test('what a model does not have is noted', () => {
  const unmet = [{gate: 'reset'}, {layer: 3}, {units: 28}];
  update({traces: new Map([reading(lstm, {surgery: {}, unmet})])});
  const notes = at('panels').querySelectorAll('.notes')[0].textContent;
  assert.equal(
    notes,
    'This cell has no reset gate: that clamp does not apply here. ' +
      'This network has no layer 3: the clamps do not apply here. ' +
      'This network has 28 units here; numbers beyond are left alone.'
  );
});

test('the panels stay while a model in training gets better, and its words change', () => {
  const live = {...lstm, id: 'live'};
  update({models: [live], chosen: ['live'], traces: new Map([reading(live)])});
  const [panel] = panels();
  update({models: [{...live, epochs: 4, validationAccuracy: 0.99}]});
  assert.equal(panels()[0], panel);
  assert.match(panel.textContent, /4 epochs · validation 99\.00%/);
  update({models: [{...live, parameters: 7}]});
  assert.notEqual(panels()[0], panel);
});

test('a click goes to the row, a double click opens the unit; the backward direction counts from the end', () => {
  update({chosen: ['2'], traces: new Map([reading(gru)])});
  const map = at('heat-2-1-backward-update');
  const inRow = row => ({clientX: map.width / 2, clientY: ((row + 0.5) * map.height) / 28});
  fire(map, 'click', inRow(20));
  assert.equal(store.row, 7);
  assert.equal(store.selection, null);
  fire(map, 'dblclick', inRow(20));
  assert.deepEqual(store.selection, {model: '2', layer: 1, direction: 'backward', unit: 6});
  assert.equal(location.hash, '#/cell');
});

test('the scale of the cell states is that of the largest in any panel', () => {
  const large = reading(lstm);
  large[1].before = large[1].after = traceOf(lstm, {value: -2.5});
  update({traces: new Map([large])});
  assert.match(at('legends').textContent, /cell−2\.502\.5/);
  update({chosen: ['2'], traces: new Map([reading(gru)])});
  assert.doesNotMatch(at('legends').textContent, /cell/);
});

test('a panel that could not be built is built at the next change', t => {
  t.mock.method(document, 'createElement', () => {
    throw new Error('no memory');
  });
  assert.throws(() => update({traces: new Map([reading(lstm)])}), /no memory/);
  t.mock.restoreAll();
  update({traces: new Map([reading(lstm)])});
  assert.equal(panels().length, 1);
});
