import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import './support/page.js';
import {showLegends} from '../../main/resources/gatewise/serve/legends.js';
import {store} from '../../main/resources/gatewise/serve/store.js';

const all = {gates: true, probabilities: true, cellLimit: null};
const legends = () => document.getElementById('legends').children;
const slices = legend => legend.querySelectorAll('.scale')[0].children.map(slice => slice.style.background);

beforeEach(() => {
  Object.assign(store, {language: 'en', theme: 'light'});
  showLegends(all);
});

test('gates run from 0 to 1, signed quantities from -1 to 1', () => {
  const words = legends().map(legend => legend.textContent);
  assert.deepEqual(words, ['gates, probabilities00.51', 'candidate, hidden−101']);
  const [share, signed] = legends().map(slices);
  assert.equal(share.length, 48);
  assert.equal(share[0], 'rgb(251 250 246)', 'paper at 0');
  assert.equal(share.at(-1), 'rgb(11 60 134)');
  assert.equal(signed[0], 'rgb(29 79 156)');
  assert.equal(signed.at(-1), 'rgb(168 31 44)');
});

test('the scales are named by what they are of', () => {
  const named = shown => {
    showLegends({...all, ...shown});
    return legends().map(legend => legend.textContent.replace(/[\d.\u2212]+$/, ''));
  };
  assert.deepEqual(named({probabilities: false}), ['gates', 'candidate, hidden'], 'of a network that says numbers');
  assert.deepEqual(named({gates: false}), ['probabilities', 'hidden']);
  assert.deepEqual(named({gates: false, probabilities: false}), ['hidden']);
  store.language = 'zh-CN';
  assert.deepEqual(named({probabilities: false}), ['门', '候选值、隐藏状态']);
});

test('the cell has a scale of its own where there is one', () => {
  showLegends({...all, cellLimit: 3.14});
  assert.equal(legends().length, 3);
  assert.equal(legends()[2].textContent, 'cell−3.103.1');
  showLegends(all);
  assert.equal(legends().length, 2);
});

test('the legends follow the language and the theme, and stay where nothing changes', () => {
  const [first] = legends();
  showLegends(all);
  assert.equal(legends()[0], first);
  store.theme = 'dark';
  showLegends(all);
  assert.equal(slices(legends()[0])[0], 'rgb(26 29 35)');
  store.language = 'zh-CN';
  showLegends(all);
  assert.match(legends()[0].textContent, /^门、概率/);
});

test('legends that could not be built are built the next time', t => {
  t.mock.method(document, 'createElement', () => {
    throw new Error('no memory');
  });
  assert.throws(() => showLegends({...all, cellLimit: 2}), /no memory/);
  t.mock.restoreAll();
  showLegends({...all, cellLimit: 2});
  assert.equal(legends().length, 3);
});
