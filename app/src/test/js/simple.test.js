import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {pass} from './support/clock.js';
import {image, lstm, traceOf} from './support/models.js';
import {enter, resize} from './support/page.js';
import {startCell} from '../../main/resources/gatewise/serve/cell.js';
import {equationsOf, inNumbers, typeset} from '../../main/resources/gatewise/serve/equations.js';
import {describeModel} from '../../main/resources/gatewise/serve/models.js';
import {startPanels} from '../../main/resources/gatewise/serve/panels.js';
import {quantitiesOf, symbol} from '../../main/resources/gatewise/serve/quantities.js';
import {store, update} from '../../main/resources/gatewise/serve/store.js';
import {startSurgery} from '../../main/resources/gatewise/serve/surgery.js';

const simple = {...lstm, cell: 'simple', title: 'simple RNN-28', gates: []};
const at = id => document.getElementById(id);
const reading = {image: image(), before: traceOf(simple), after: traceOf(simple), surgery: null, unmet: []};
const legends = () => at('legends').children.map(legend => legend.textContent);

startCell();
startPanels();
startSurgery();

beforeEach(() => {
  const traces = new Map([['1', reading]]);
  update({page: 'read', models: [simple], chosen: ['1'], selection: null, row: 9, language: 'en', surgery: null, traces});
});

test('a simple RNN shows its hidden state, by one equation', () => {
  assert.deepEqual(quantitiesOf(simple), ['hidden']);
  assert.equal(symbol('simple', 'hidden'), 'h');
  const [{text}] = equationsOf(simple);
  assert.equal(text, "h = tanh(x·W + h'·R + b)");
  assert.equal(typeset(text).textContent, text);
  assert.equal(inNumbers('hidden', {hidden: 0.5, hiddenBefore: 0.25}, String), null);
  assert.match(describeModel(simple), /^simple RNN · 28 units/);
});

test('its panel has the image, the hidden states and the probabilities, and the legends no gates', () => {
  resize(at('panels'), 1000);
  const maps = at('panels')
    .querySelectorAll('canvas')
    .map(({id}) => id)
    .filter(Boolean);
  assert.deepEqual(maps, ['heat-1-1-forward-hidden', 'probabilities-1']);
  assert.deepEqual(legends(), ['probabilities00.51', 'hidden−101']);
});

test('the cell page says in a sentence that it has no gates, and has its equation without a diagram', () => {
  update({page: 'cell'});
  const words = at('page-cell').textContent;
  assert.match(words, /A simple RNN has no gates: .*at each row/);
  assert.match(words, /h = tanh\(x·W \+ h'·R \+ b\)/);
  assert.doesNotMatch(words, /element by element|logistic/);
  assert.equal(at('value-hidden').textContent, '0.50');
  assert.equal(at('page-cell').querySelectorAll('.diagram').length, 0);
  update({language: 'zh-CN'});
  assert.match(at('page-cell').textContent, /简单循环网络没有门/);
});

test('order and blank rows can be changed, and nothing is offered to hold', async () => {
  assert.equal(at('clamp-from'), null);
  assert.equal(at('surgery-units'), null);
  assert.equal(at('surgery').querySelectorAll('.clamp').length, 0);
  assert.match(at('surgery').textContent, /^SurgeryA simple RNN has no gates to hold/);
  enter(at('row-order'), 'reversed', 'change');
  enter(at('blank-rows'), '0-6');
  await pass(150);
  assert.equal(store.surgery.order, 'reversed');
  assert.deepEqual(store.surgery.clamps, []);
  assert.equal(at('surgery-problem').textContent, '');
  enter(at('row-order'), 'as-is', 'change');
  enter(at('blank-rows'), '');
  await pass(150);
});

test('where and which units were asked of another cell do not count', async () => {
  update({models: [lstm], chosen: ['1'], traces: new Map()});
  enter(at('surgery-units'), '99');
  enter(at('clamp-from'), '27');
  enter(at('clamp-to'), '3');
  await pass(150);
  assert.notEqual(at('surgery-problem').textContent, '');
  update({models: [simple], chosen: []});
  update({chosen: ['1']});
  enter(at('row-order'), 'reversed', 'change');
  await pass(150);
  assert.equal(at('surgery-problem').textContent, '');
  assert.equal(store.surgery.order, 'reversed');
  assert.equal(store.surgery.units, null);
});
