import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pass} from './support/clock.js';
import {image, lstm, traceOf} from './support/models.js';
import {fire, resize} from './support/page.js';
import {serve} from './support/server.js';
import {store} from '../../main/resources/gatewise/serve/store.js';

const at = id => document.getElementById(id);
const run = {id: 'live', name: 'runs/live', title: 'LSTM-28', state: 'training', plannedEpochs: 3, history: []};
const drawing = 'drawing=AP8&size=1x2';

serve('/api/models', () => ({models: [{...lstm, timeSteps: 1, inputSize: 2, hiddenSizes: [4]}]}));
serve('/api/runs', () => ({runs: [run]}));
serve('/api/models/1/images/3', () => image({index: 3, rows: 1, columns: 2}));
serve('/api/models/1/images/0', () => image({rows: 1, columns: 2}));
serve('/api/models/1/trace', () => traceOf({...lstm, timeSteps: 1, inputSize: 2, hiddenSizes: [4]}));

async function go(hash) {
  location.hash = hash;
  fire(globalThis, 'hashchange');
  await pass(500);
}

test('whoever comes without an address while a run is in training sees the run', async () => {
  await import('../../main/resources/gatewise/serve/app.js');
  resize(at('panels'), 1000);
  await pass(500);
  assert.equal(store.page, 'runs');
  assert.equal(at('run-live').getAttribute('aria-pressed'), 'true');
});

test('the address says what is seen', async () => {
  assert.equal(location.hash, '#/runs?models=1&image=0&row=0&run=live');
  await go('#/read');
  assert.equal(location.hash, '#/read?models=1&image=0&row=0&run=live');
});

test('an address restores the image, the surgery and the unit', async () => {
  await go('#/cell?models=1&image=3&row=0&hold=forget:0.5&unit=1,1,forward,2');
  assert.equal(store.page, 'cell');
  assert.equal(document.activeElement, at('title-cell'));
  assert.equal(store.image.index, 3);
  assert.deepEqual(store.traces.get('1').surgery.clamps, [{gate: 'forget', value: 0.5}]);
  assert.equal(at('clamp-forget').checked, true);
  assert.equal(at('cell-unit').value, '2');
  await go(`#/read?${drawing}&row=0`);
  assert.deepEqual(store.image.pixels, [0, 255]);
  assert.equal(store.surgery, null);
  assert.equal(at('clamp-forget').checked, false);
  assert.equal(location.hash, `#/read?models=1&${drawing}&row=0`);
});
