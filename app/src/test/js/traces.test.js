import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {gru, image, lstm} from './support/models.js';
import {settled} from './support/page.js';
import {pending, Refusal, requests, serve} from './support/server.js';
import {store, update} from '../../main/resources/gatewise/serve/store.js';
import {startTraces} from '../../main/resources/gatewise/serve/traces.js';

const path = id => `/api/models/${id}/trace`;
const surgery = {from: 0, to: 27, units: null, layer: null, order: 'reversed', seed: 1, blankRows: ''};
const clamped = {...surgery, clamps: [{gate: 'forget', value: 1}]};
const asked = () => requests.map(request => request.path);
const bodies = () => requests.map(({body}) => JSON.parse(body));

startTraces();

beforeEach(async () => {
  for (const id of ['1', '2']) serve(path(id), ({body}) => ({of: id, surgery: JSON.parse(body).surgery}));
  update({models: [lstm, gru], chosen: ['1', '2'], image: null, surgery: null, traces: new Map()});
  update({image: image()});
  await settled();
  requests.length = 0;
});

test('each chosen model reads the image once', async () => {
  update({image: image({pixels: [9]})});
  await settled();
  assert.deepEqual(asked(), [path('1'), path('2')]);
  assert.deepEqual(bodies(), [{pixels: [9]}, {pixels: [9]}]);
  const {image: read, before, after, surgery: held, unmet} = store.traces.get('1');
  assert.equal(read, store.image);
  assert.equal(after, before);
  assert.equal(held, null);
  assert.deepEqual(unmet, []);
});

test('under surgery only the operated reading is asked for again', async () => {
  const plain = store.traces.get('2').before;
  update({surgery: clamped});
  await settled();
  assert.deepEqual(
    bodies().map(body => body.surgery),
    [
      {clamps: clamped.clamps, order: 'reversed', seed: 1},
      {clamps: [], order: 'reversed', seed: 1},
    ]
  );
  const trace = store.traces.get('2');
  assert.equal(trace.before, plain);
  assert.equal(trace.after.surgery.order, 'reversed');
  assert.deepEqual(trace.unmet, [{gate: 'forget'}]);
});

test('a model that has been trained further reads again', async () => {
  update({models: [{...lstm, epochs: 4}, gru]});
  await settled();
  assert.deepEqual(asked(), [path('1')]);
});

test('an image that does not fit is not read', async () => {
  update({image: image({rows: 14})});
  update({image: null});
  await settled();
  assert.deepEqual(asked(), []);
});

test('the next change cancels the reading under way, whose answer is dropped', async () => {
  const slow = pending();
  serve(path('1'), () => slow.promise);
  update({image: image({index: 1})});
  await settled();
  serve(path('1'), () => ({of: 'second'}));
  update({image: image({index: 2})});
  await settled();
  assert.equal(requests[0].signal.aborted, true);
  slow.resolve({of: 'first'});
  await settled();
  assert.equal(store.traces.get('1').image.index, 2);
  assert.deepEqual(store.traces.get('1').before, {of: 'second'});
});

test('a refusal leaves the traces as they are, and is not kept as an answer', async () => {
  const {traces} = store;
  serve(path('2'), () => new Refusal(400, {error: 'cannot read'}));
  update({image: image({index: 1})});
  await settled();
  assert.equal(store.traces, traces);
  assert.match(document.getElementById('error').textContent, /cannot read/);
  serve(path('2'), () => ({of: '2'}));
  update({surgery: null});
  await settled();
  assert.deepEqual(asked(), [path('1'), path('2'), path('2')]);
  assert.equal(store.traces.get('2').image.index, 1);
});
