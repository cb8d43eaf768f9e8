import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {colour, css, dimmed, inkOn} from '../../main/resources/gatewise/serve/colours.js';
import {store} from '../../main/resources/gatewise/serve/store.js';

const PAPER = [251, 250, 246];

beforeEach(() => (store.theme = 'light'));

test('a share runs from paper at 0 to the darkest at its limit', () => {
  assert.deepEqual(colour('share', 0, 1), PAPER);
  assert.deepEqual(colour('share', 1, 1), [11, 60, 134]);
  assert.deepEqual(colour('share', 4, 4), [11, 60, 134]);
  assert.deepEqual(colour('share', 2, 4), colour('share', 0.5, 1));
});

test('a signed value runs from blue through paper to red', () => {
  assert.deepEqual(colour('signed', -2, 2), [29, 79, 156]);
  assert.deepEqual(colour('signed', 2, 2), [168, 31, 44]);
  const [red, , blue] = colour('signed', 0, 2);
  assert.ok(Math.abs(red - PAPER[0]) <= 2 && Math.abs(blue - PAPER[2]) <= 2, `${red} and ${blue} at 0`);
});

test('what lies beyond the scale has the colour of its end', () => {
  assert.deepEqual(colour('share', 7, 1), colour('share', 1, 1));
  assert.deepEqual(colour('share', -7, 1), colour('share', 0, 1));
});

test('what is no number has the colour of nothing, and a scale without length one colour', () => {
  assert.deepEqual(colour('signed', NaN, 1), PAPER);
  assert.deepEqual(colour('ink', null, 1), PAPER);
  assert.deepEqual(colour('share', 0, 0), PAPER);
});

test('colours between two stops are mixed, those of the dark theme are others', () => {
  const [red, green, blue] = colour('share', 0.125, 1);
  assert.ok(Math.abs(red - (251 + 207) / 2) <= 1, `red is ${red}`);
  assert.ok(Math.abs(green - (250 + 223) / 2) <= 1, `green is ${green}`);
  assert.ok(Math.abs(blue - (246 + 240) / 2) <= 1, `blue is ${blue}`);
  store.theme = 'dark';
  assert.deepEqual(colour('share', 0, 1), [26, 29, 35]);
});

test('a dimmed colour is close to the paper', () => {
  assert.deepEqual(dimmed(PAPER), PAPER);
  assert.deepEqual(dimmed([11, 60, 134]), [213, 220, 228]);
});

test('writing on a colour is dark on light and white on dark', () => {
  assert.equal(css([1, 2, 3]), 'rgb(1 2 3)');
  assert.equal(inkOn(PAPER), '#000000');
  assert.equal(inkOn([11, 60, 134]), '#ffffff');
  assert.equal(inkOn([215, 60, 0]), '#ffffff', 'a luminance of 0.177');
  assert.equal(inkOn([220, 60, 0]), '#000000', 'a luminance of 0.185');
});
