import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {fire, resize} from './support/page.js';
import {rain, sequence, sum, tag, traceOfSequence} from './support/sequences.js';
import {startGuesses} from '../../main/resources/gatewise/serve/guesses.js';
import {startPanels} from '../../main/resources/gatewise/serve/panels.js';
import {shownAs} from '../../main/resources/gatewise/serve/reading.js';
import {store, update} from '../../main/resources/gatewise/serve/store.js';

const at = id => document.getElementById(id);
const ids = () => at('panels').querySelectorAll('[aria-label]').map(each => each.id).filter(Boolean);
const captions = () => at('panels').querySelectorAll('figcaption').map(each => each.textContent);

function read(model, {image = sequence(), surgery = null} = {}) {
  const trace = shownAs(traceOfSequence(model, image.steps));
  const traces = new Map([[model.id, {image, before: trace, after: trace, surgery, unmet: []}]]);
  update({models: [model], chosen: [model.id], image, row: 0, traces});
}

startPanels();
startGuesses();
resize(at('panels'), 414);

beforeEach(() => update({chosen: [], traces: new Map(), selection: null, comparing: true}));

test('inputs as curves stand over the maps, the answers below, all as wide as each other', () => {
  read(rain);
  assert.deepEqual(ids(), [
    'inputs-1-0',
    'inputs-1-1',
    ...['input', 'forget', 'output', 'candidate', 'cell', 'hidden'].map(name => `heat-1-1-forward-${name}`),
    'probabilities-1',
  ]);
  assert.deepEqual(captions().slice(0, 2), ['heat · 1 to 4', 'wind · 5 to 30']);
  assert.equal(captions().at(-1), 'probabilities · from the top: sun, rain');
  assert.equal(at('inputs-1-0').getAttribute('width'), '400');
  assert.equal(at('heat-1-1-forward-cell').style.width, '400px');
});

test('the mark lies at the same place in curves and maps, and what is not read is dim', () => {
  read(rain);
  update({row: 2});
  const [, right] = at('inputs-1-0').querySelectorAll('.unread');
  assert.equal(right.getAttribute('x'), '300');
  assert.equal(at('inputs-1-0').querySelectorAll('.mark')[0].getAttribute('x1'), '250');
  const context = at('heat-1-1-forward-forget').getContext('2d');
  assert.deepEqual(context.callsOf('strokeRect').at(-1).slice(0, 3), [200, 0.75, 100]);
  assert.deepEqual(context.callsOf('fillRect').at(-1).slice(0, 3), [300, 0, 100]);
});

test('more than six features are a map, each between its own ends', () => {
  const features = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const steps = [
    [0, 0, 0, 0, 0, 0, 5],
    [1, 100, 0, 0, 0, 0, 5],
  ];
  read({...rain, features, inputSize: 7}, {image: sequence({features, steps, rows: 2, columns: 7})});
  assert.equal(ids()[0], 'inputs-1');
  assert.match(captions()[0], /7 features/);
  const full = at('inputs-1').getContext('2d').callsOf('drawImage').at(-1)[0];
  const [small, ...places] = full.getContext('2d').callsOf('drawImage').at(-1);
  assert.deepEqual(places, [0, 6, 2, 1, 0, 72, 400, 12]);
  const {data, width} = small.getContext('2d').image;
  const cell = (step, line) => [...data.slice(4 * (line * width + step), 4 * (line * width + step) + 3)].join();
  assert.equal(cell(1, 0), cell(1, 1));
  assert.notEqual(cell(0, 0), cell(1, 0));
});

test('arrow keys read the values of a curve and of a map, a click goes to the step', () => {
  read(rain);
  const curve = at('inputs-1-1');
  curve.getBoundingClientRect = () => ({left: 0, top: 0, width: 400, height: 40});
  fire(curve, 'keydown', {key: 'ArrowRight'});
  fire(curve, 'keydown', {key: 'ArrowRight'});
  assert.equal(at('readout').textContent, 'wind · step 1 · 20');
  fire(curve, 'click', {clientX: 399});
  assert.equal(store.row, 3);
  const map = at('heat-1-1-forward-forget');
  map.getBoundingClientRect = () => ({left: 0, top: 0, width: 400, height: 36});
  fire(map, 'keydown', {key: 'ArrowDown'});
  fire(map, 'keydown', {key: 'ArrowDown'});
  assert.equal(at('readout').textContent, 'forget · step 3 · unit 1 · 0.50');
  fire(map, 'dblclick', {clientX: 101, clientY: 35});
  assert.deepEqual(store.selection, {model: '1', layer: 1, direction: 'forward', unit: 2});
  assert.equal(store.row, 1);
});

test('numbers are a curve with what is right beside, in the units of the file', () => {
  read(sum, {image: sequence({truth: [2.5]})});
  update({row: 2});
  assert.equal(captions().at(-1), 'sum after this step: 2 · right, dashed: 2.5');
  assert.equal(at('answer-1-0').querySelectorAll('.level').length, 1);
  assert.equal(at('guess').textContent, 'sum 2');
  assert.match(at('guesses').textContent, /right: 2\.5/);
});

test('the class of each step is judged by that step', () => {
  read(tag, {image: sequence({truth: ['rain', 'sun', 'rain', 'sun']})});
  assert.deepEqual(ids().slice(-2), ['probabilities-1', 'truth-1']);
  assert.match(at('guesses').textContent, /as labelled/);
  update({row: 2});
  assert.match(at('guesses').textContent, /labelled rain/);
});

test('what is right for another model is not held against one that says something else', () => {
  read(tag, {image: sequence({truth: 'storm', label: 'storm'})});
  assert.doesNotMatch(at('guesses').textContent, /labelled/);
  read(tag, {image: sequence({truth: [1, 2, 3, 4]})});
  assert.doesNotMatch(at('guesses').textContent, /labelled/);
  read(rain, {image: sequence({truth: ['rain', 'sun', 'rain', 'sun']})});
  assert.doesNotMatch(at('guesses').textContent, /labelled/);
  for (const truth of ['rain', ['rain', 'sun', 'rain', 'sun'], [1, 2]]) {
    read(sum, {image: sequence({truth})});
    assert.doesNotMatch(at('guesses').textContent, /right/);
    assert.equal(captions().at(-1), 'sum after this step: 0');
  }
});

test('a sequence of another length builds the maps anew', () => {
  read(rain);
  read(rain, {image: sequence({steps: sequence().steps.slice(0, 2), rows: 2})});
  const context = at('heat-1-1-forward-forget').getContext('2d');
  assert.deepEqual(context.callsOf('strokeRect').at(-1).slice(0, 3), [0, 0.75, 200]);
});

test('the steps that are numbered lie at even distances', () => {
  const numbered = count => {
    const steps = Array.from({length: count}, () => [1, 5]);
    read(rain, {image: sequence({steps, rows: count})});
    return at('panels').querySelectorAll('.axis')[0].children.map(each => each.textContent).slice(0, -1);
  };
  assert.deepEqual(numbered(8), ['0', '2', '4', '6']);
  assert.deepEqual(numbered(100), ['0', '20', '40', '60', '80']);
  assert.deepEqual(numbered(1), ['0']);
});

test('of many steps a pixel, a curve keeps the lowest and the highest', () => {
  const steps = Array.from({length: 5000}, (_, step) => [step === 4321 ? 99 : 0, 1]);
  read({...rain, mostSteps: 9999}, {image: sequence({steps, rows: 5000})});
  const path = at('inputs-1-0').querySelectorAll('path')[0].getAttribute('d');
  assert.ok(path.length < 12_000, String(path.length));
  assert.match(path, / 4\.0/);
});
