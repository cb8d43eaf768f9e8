import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {pass, running} from './support/clock.js';
import {image, lstm} from './support/models.js';
import {enter, fire} from './support/page.js';
import {pause, startPlayer, stepTo} from '../../main/resources/gatewise/serve/player.js';
import {store, update} from '../../main/resources/gatewise/serve/store.js';

const at = id => document.getElementById(id);

startPlayer();

beforeEach(() => {
  at('speed').value = '130';
  update({models: [lstm], chosen: ['1'], image: null, row: 0, language: 'en'});
});

test('a new image is read from the top to the last row, at the speed chosen', async () => {
  update({row: 9});
  update({image: image()});
  assert.equal(store.row, 0);
  assert.equal(at('play').textContent, 'Pause');
  await pass(129);
  assert.equal(store.row, 0);
  await pass(1);
  assert.equal(store.row, 1);
  await pass(130 * 26);
  assert.equal(store.row, 27);
  await pass(130);
  assert.equal(store.row, 27);
  assert.equal(running(), 0);
  assert.equal(at('play').textContent, 'Play');
});

test('a drawing is shown as read', () => {
  update({image: image({source: 'drawing'})});
  assert.equal(store.row, 27);
  assert.equal(running(), 0);
});

test('who wants little motion sees the image as read', () => {
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  calm.matches = true;
  update({image: image()});
  calm.matches = false;
  assert.equal(store.row, 27);
  assert.equal(running(), 0);
});

test('the reading stops when the image is taken away', () => {
  update({image: image()});
  assert.equal(running(), 1);
  update({image: null});
  assert.equal(running(), 0);
});

test('play goes on, and from the top after the last row; pause stops', async () => {
  stepTo(5);
  fire(at('play'), 'click');
  await pass(260);
  assert.equal(store.row, 7);
  fire(at('play'), 'click');
  await pass(1000);
  assert.equal(store.row, 7);
  stepTo(26);
  fire(at('play'), 'click');
  assert.equal(store.row, 26);
  stepTo(27);
  fire(at('play'), 'click');
  assert.equal(store.row, 0);
  pause();
});

test('another speed holds at once, but starts nothing', async () => {
  enter(at('speed'), '45', 'change');
  assert.equal(running(), 0);
  fire(at('play'), 'click');
  await pass(90);
  assert.equal(store.row, 2);
  enter(at('speed'), '400', 'change');
  await pass(399);
  assert.equal(store.row, 2);
  await pass(1);
  assert.equal(store.row, 3);
  assert.equal(running(), 1);
  pause();
});

test('steps stop the reading and stay within the image', () => {
  update({image: image()});
  fire(at('step-forward'), 'click');
  assert.equal(store.row, 1);
  assert.equal(running(), 0);
  fire(at('step-forward'), 'click');
  fire(at('step-back'), 'click');
  assert.equal(store.row, 1);
  fire(at('step-back'), 'click');
  fire(at('step-back'), 'click');
  assert.equal(store.row, 0);
  assert.equal(at('step-back').disabled, true);
  stepTo(99);
  assert.equal(store.row, 27);
  assert.equal(at('step-forward').disabled, true);
  assert.equal(at('step-back').disabled, false);
});

test('the slider goes to its row and says where it is', () => {
  enter(at('scrub'), '12');
  assert.equal(store.row, 12);
  assert.equal(at('row-now').textContent, 'row 12 · 13 of 28 read');
  assert.equal(at('scrub').getAttribute('aria-valuetext'), 'row 12 · 13 of 28 read');
  update({language: 'zh-CN'});
  assert.equal(at('row-now').textContent, '第 12 行 · 已读 13/28 行');
});

test('the slider ends at the last row of the models that read', () => {
  update({models: [{...lstm, timeSteps: 14}]});
  update({chosen: ['1']});
  assert.equal(at('scrub').max, '13');
  stepTo(20);
  assert.equal(store.row, 13);
});
