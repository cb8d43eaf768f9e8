import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {fire} from './support/page.js';
import {HeatMap} from '../../main/resources/gatewise/serve/heatmap.js';

const readout = document.getElementById('readout');
const picked = [];
const map = new HeatMap({
  id: 'map',
  label: 'a map',
  scale: 'share',
  columns: 3,
  rows: 2,
  unitWidth: 5,
  rowHeight: 10,
  describe: (row, column, value) => `${row} ${column} ${value}`,
  pick: (...choice) => picked.push(choice),
});
const {canvas} = map;
const values = [
  [0, 0.5, 1],
  [1, null, 0],
];
const key = name => fire(canvas, 'keydown', {key: name});

beforeEach(() => {
  fire(canvas, 'blur');
  picked.length = 0;
  map.show(values, 1, () => true, 1);
});

test('a map is as large as its rows and columns', () => {
  assert.deepEqual([canvas.width, canvas.height], ['15', '20']);
  assert.deepEqual([canvas.style.width, canvas.style.height], ['15px', '20px']);
  assert.equal(canvas.getAttribute('aria-label'), 'a map');
});

test('each value has a pixel, one that is no number the colour of nothing, an unread row is dim', () => {
  map.show(values, 1, row => row === 0, 0);
  const {data} = map.small.getContext('2d').image;
  const pixel = (row, column) => [...data.slice(4 * (3 * row + column), 4 * (3 * row + column) + 4)];
  assert.deepEqual(pixel(0, 0), [251, 250, 246, 255]);
  assert.deepEqual(pixel(0, 2), [11, 60, 134, 255]);
  assert.deepEqual(pixel(1, 0), [213, 220, 228, 255]);
  assert.deepEqual(pixel(1, 1), [251, 250, 246, 255]);
});

test('the current row is marked', () => {
  assert.deepEqual(canvas.getContext('2d').callsOf('strokeRect').at(-1), [0.75, 10.25, 13.5, 9.5]);
});

test('the cell under the pointer is framed', () => {
  fire(canvas, 'pointermove', {clientX: 7, clientY: 13});
  assert.deepEqual(canvas.getContext('2d').callsOf('strokeRect').at(-1), [4, 9, 7, 12]);
});

test('on a dense screen the map has as many pixels as the screen', t => {
  t.after(() => (globalThis.devicePixelRatio = 1));
  globalThis.devicePixelRatio = 2;
  const dense = new HeatMap({...map.settings, unitWidth: 0.5});
  assert.deepEqual([dense.canvas.width, dense.canvas.height], ['3', '40']);
  assert.equal(dense.canvas.style.width, '1.5px');
  dense.show(values, 1, () => true, 0);
  const context = dense.canvas.getContext('2d');
  assert.deepEqual(context.callsOf('setTransform'), [[2, 0, 0, 2, 0, 0]]);
  assert.deepEqual(context.callsOf('drawImage'), [[dense.small, 0, 0, 1.5, 20]]);
  assert.equal(context.imageSmoothingEnabled, true, 'units narrower than a pixel');
});

test('the value under the pointer is read out, until the pointer leaves', () => {
  fire(canvas, 'pointermove', {clientX: 7, clientY: 3});
  assert.equal(readout.textContent, '0 1 0.5');
  fire(canvas, 'pointermove', {clientX: 99, clientY: -4});
  assert.equal(readout.textContent, '0 2 1', 'the nearest cell');
  fire(canvas, 'pointerleave');
  assert.equal(readout.hidden, true);
});

test('a click picks, a double click opens', () => {
  fire(canvas, 'click', {clientX: 1, clientY: 12});
  fire(canvas, 'dblclick', {clientX: 14, clientY: 1});
  assert.deepEqual(picked, [
    [1, 0, false],
    [0, 2, true],
  ]);
});

test('arrow keys begin at the current row and move within the map, Enter opens', () => {
  assert.equal(key('ArrowRight'), false, 'the page does not scroll');
  assert.equal(readout.textContent, '1 0 1');
  key('ArrowUp');
  key('ArrowUp');
  key('ArrowRight');
  assert.equal(readout.textContent, '0 1 0.5');
  key('ArrowLeft');
  key('ArrowLeft');
  assert.equal(readout.textContent, '0 0 0');
  assert.equal(key('Tab'), true);
  for (let step = 0; step < 5; step++) key('ArrowRight');
  for (let step = 0; step < 5; step++) key('ArrowDown');
  assert.equal(readout.textContent, '1 2 0');
  assert.deepEqual([readout.style.left, readout.style.top], ['24px', '28px'], 'below the cell at 10, 10');
  key('Enter');
  assert.deepEqual(picked, [[1, 2, true]]);
});

test('before there are values nothing is read out', () => {
  map.show([], 1, () => true, 0);
  fire(canvas, 'pointermove', {clientX: 7, clientY: 3});
  assert.equal(readout.hidden, true);
});
