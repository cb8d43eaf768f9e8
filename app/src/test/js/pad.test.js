import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {fire} from './support/page.js';
import {Pad} from '../../main/resources/gatewise/serve/pad.js';

const canvas = document.getElementById('pad');
const hint = document.getElementById('pad-hint');
let begun = 0;
let changed = 0;
const pad = new Pad(
  canvas,
  () => begun++,
  () => changed++
);

const down = (x, y, more = {}) =>
  fire(canvas, 'pointerdown', {pointerId: 1, button: 0, clientX: x, clientY: y, ...more});
const move = (x, y, more = {}) => fire(globalThis, 'pointermove', {pointerId: 1, clientX: x, clientY: y, ...more});
const up = (type = 'pointerup', pointerId = 1) => fire(globalThis, type, {pointerId});

beforeEach(() => {
  pad.wipe();
  begun = changed = 0;
});

test('a stroke is kept as its points, in pixels of the canvas', t => {
  t.mock.method(canvas, 'getBoundingClientRect', () => ({left: 10, top: 20, width: 140, height: 140}));
  down(10, 20);
  move(80, 160);
  up();
  assert.deepEqual(pad.strokes, [
    [
      [0, 0],
      [140, 280],
    ],
  ]);
  assert.equal(begun, 1);
  assert.equal(changed, 3);
});

test('points between two events are kept too', () => {
  down(0, 0);
  const between = [
    {clientX: 1, clientY: 1},
    {clientX: 2, clientY: 3},
  ];
  move(2, 3, {getCoalescedEvents: () => between});
  assert.deepEqual(pad.strokes[0].slice(1), [
    [1, 1],
    [2, 3],
  ]);
});

test('a dot is no character, a line is', () => {
  down(100, 100);
  move(112, 116);
  move(100, 132);
  assert.equal(pad.isLegible(), false, '40 pixels');
  move(103, 136);
  assert.equal(pad.isLegible(), true, '45 pixels');
  up();
  pad.wipe();
  assert.equal(pad.isLegible(), false);
});

test('the gap between two strokes is no line', () => {
  down(0, 0);
  up();
  down(200, 200);
  up();
  assert.equal(pad.isLegible(), false);
  assert.equal(pad.strokes.length, 2);
});

test('one pointer draws at a time, with its first button', () => {
  down(0, 0, {button: 2});
  assert.equal(begun, 0);
  down(0, 0);
  down(50, 50, {pointerId: 2});
  move(60, 60, {pointerId: 2});
  up('pointerup', 2);
  assert.equal(begun, 1);
  assert.deepEqual(pad.strokes, [[[0, 0]]]);
  move(5, 5);
  assert.equal(pad.strokes[0].length, 2);
});

test('the next pointer may draw after the first was lifted, cancelled, or the pad wiped', () => {
  for (const end of [() => up(), () => up('pointercancel'), () => pad.wipe()]) {
    down(0, 0);
    end();
    down(1, 1, {pointerId: 2});
    up('pointerup', 2);
  }
  assert.equal(begun, 6);
});

test('the hint goes while something is drawn', () => {
  assert.equal(hint.hidden, false);
  down(0, 0);
  assert.equal(hint.hidden, true);
  pad.wipe();
  assert.equal(hint.hidden, false);
});

test('the picture is black on white, whatever the theme', async t => {
  down(3, 4);
  move(30, 40);
  const sheets = [];
  const {createElement} = document;
  t.mock.method(document, 'createElement', tag => sheets[sheets.push(createElement(tag)) - 1]);
  const blob = await pad.picture();
  assert.equal(blob.type, 'image/png');
  const [sheet] = sheets;
  const context = sheet.getContext('2d');
  assert.deepEqual(context.callsOf('fillRect'), [[0, 0, '280', '280']]);
  assert.equal(context.fillStyle, '#ffffff');
  assert.equal(context.strokeStyle, '#000000');
  assert.deepEqual(context.callsOf('lineTo'), [
    [3, 4],
    [30, 40],
  ]);
  assert.equal(canvas.getContext('2d').fillStyle, 'value of --sheet');
});
