import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {pass} from './support/clock.js';
import {image, lstm} from './support/models.js';
import {fire, settled, uncaught} from './support/page.js';
import {pending, Refusal, requests, serve} from './support/server.js';
import {startImages} from '../../main/resources/gatewise/serve/images.js';
import {store, update} from '../../main/resources/gatewise/serve/store.js';

const PICTURES = '/api/models/1/pictures';
const drawn = {rows: 28, columns: 28, pixels: [1]};
const tested = {...lstm, testImages: 3};

const at = id => document.getElementById(id);
const asked = path => requests.filter(request => request.path === path).length;

/** Draws a line of `length` pixels downwards. */
function draw(length = 100) {
  fire(at('pad'), 'pointerdown', {pointerId: 1, button: 0, clientX: 140, clientY: 20});
  fire(globalThis, 'pointermove', {pointerId: 1, clientX: 140, clientY: 20 + length});
  fire(globalThis, 'pointerup', {pointerId: 1});
}

/** Whether another stroke is sent. */
async function isAlive() {
  requests.length = 0;
  draw();
  await pass(200);
  return asked(PICTURES) > 0;
}

startImages();

beforeEach(async () => {
  for (const index of [0, 1, 2]) serve(`/api/models/1/images/${index}`, () => image({index, label: String(index)}));
  serve(PICTURES, () => drawn);
  update({models: [tested], chosen: ['1'], image: null});
  fire(at('clear'), 'click');
  await pass(1000);
  requests.length = 0;
});

test('a drawing is read while it grows, one request at a time', async () => {
  const answer = pending();
  serve(PICTURES, () => answer.promise);
  draw();
  draw();
  await settled();
  assert.equal(asked(PICTURES), 1);
  answer.resolve(drawn);
  await pass(79);
  assert.equal(asked(PICTURES), 1);
  assert.deepEqual(store.image, {...drawn, source: 'drawing'});
  draw();
  await pass(1);
  assert.equal(asked(PICTURES), 2);
});

test('a dot is not sent', async () => {
  draw(10);
  await pass(200);
  assert.equal(asked(PICTURES), 0);
  assert.equal(await isAlive(), true);
});

test('the pad goes on after the last model vanished between two readings', async () => {
  draw();
  await settled();
  update({models: [], chosen: []});
  draw();
  await pass(200);
  update({models: [tested], chosen: ['1']});
  assert.equal(await isAlive(), true);
});

test('the pad goes on after the last model vanished while the drawing was made into a picture', async t => {
  let finish;
  t.mock.method(Object.getPrototypeOf(at('pad')), 'toBlob', done => (finish = done));
  draw();
  await settled();
  update({models: [], chosen: []});
  finish(new Blob(['drawing']));
  await pass(200);
  t.mock.restoreAll();
  update({models: [tested], chosen: ['1']});
  assert.equal(await isAlive(), true);
});

test('the pad goes on after a drawing that could not be made into a picture', async t => {
  t.mock.method(Object.getPrototypeOf(at('pad')), 'toBlob', done => done(null));
  const failures = await uncaught(async () => {
    draw();
    await pass(200);
  });
  assert.equal(failures.length, 1);
  t.mock.restoreAll();
  assert.equal(await isAlive(), true);
});

test('the pad goes on after the server refused a drawing', async () => {
  serve(PICTURES, () => new Refusal(400, {error: 'nothing drawn'}));
  draw();
  await pass(200);
  assert.match(at('error').textContent, /nothing drawn/);
  serve(PICTURES, () => drawn);
  assert.equal(await isAlive(), true);
  assert.equal(store.image.source, 'drawing');
  assert.equal(at('error').hidden, true);
});

test('the next stroke cancels the reading of the last', async () => {
  serve(PICTURES, () => new Promise(() => {}));
  draw();
  await settled();
  assert.equal(requests[0].signal.aborted, false);
  serve(PICTURES, () => drawn);
  draw();
  assert.equal(requests[0].signal.aborted, true);
  await pass(200);
  assert.equal(store.image.source, 'drawing');
  assert.equal(at('error').hidden, true);
});
