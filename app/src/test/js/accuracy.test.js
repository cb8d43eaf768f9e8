import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {gru, lstm} from './support/models.js';
import {fire, settled, uncaught} from './support/page.js';
import {pending, Refusal, requests, serve} from './support/server.js';
import {placeAccuracy, startAccuracy} from '../../main/resources/gatewise/serve/accuracy.js';
import {html} from '../../main/resources/gatewise/serve/dom.js';
import {update} from '../../main/resources/gatewise/serve/store.js';

const FIRST = '/api/models/1/accuracy';
const SECOND = '/api/models/2/accuracy';
const measured = {images: 1000, before: 0.981, after: 0.5, classes: [{label: '0', images: 98, before: 1, after: null}]};

const at = id => document.getElementById(id);
const button = () => at('accuracy-run');
const words = () => at('accuracy-result').textContent;
const heads = () => at('accuracy-result').querySelectorAll('h4');

startAccuracy();
at('page-read').append(html('div', {id: 'accuracy'}));

beforeEach(() => {
  requests.length = 0;
  serve(FIRST, () => measured);
  serve(SECOND, () => measured);
  update({models: [lstm, {...gru, testImages: 40}], chosen: ['1', '2'], surgery: null});
  placeAccuracy(at('accuracy'));
});

test('each chosen model is measured after the other under the surgery that it can follow', async () => {
  const first = pending();
  serve(FIRST, () => first.promise);
  const clamps = [{gate: 'forget', value: 1}];
  update({surgery: {clamps, from: 0, to: 27, units: null, layer: null, order: 'reversed', seed: 1, blankRows: ''}});
  fire(button(), 'click');
  await settled();
  assert.equal(button().disabled, true);
  assert.equal(at('accuracy-result').getAttribute('aria-busy'), 'true');
  assert.match(words(), /Reading the test images/);
  assert.deepEqual(
    requests.map(({path}) => path),
    [FIRST]
  );
  first.resolve(measured);
  await settled();
  assert.deepEqual(JSON.parse(requests[0].body), {images: 1000, surgery: {clamps, order: 'reversed', seed: 1}});
  assert.deepEqual(JSON.parse(requests[1].body), {images: 40, surgery: {clamps: [], order: 'reversed', seed: 1}});
  assert.equal(button().disabled, false);
  assert.equal(at('accuracy-result').getAttribute('aria-busy'), 'false');
  assert.match(words(), /LSTM-28.*98\.1% → 50\.0% of 1,000 images/);
  assert.match(words(), /0100%–/, 'no accuracy where there was no image of the class');
  assert.deepEqual(
    at('accuracy-result')
      .querySelectorAll('.fill')
      .map(fill => fill.style.width)
      .slice(0, 2),
    ['100.0%', '0.0%']
  );
});

test('a result is called stale once the surgery is another', async () => {
  fire(button(), 'click');
  await settled();
  assert.doesNotMatch(words(), /Measured before/);
  update({surgery: {clamps: [], order: 'reversed', seed: 1, blankRows: ''}});
  assert.match(words(), /Measured before the last change/);
});

test('models without test images cannot be measured', () => {
  update({models: [{...lstm, testImages: 0}], chosen: ['1']});
  assert.equal(button().disabled, true);
  assert.match(words(), /None of the chosen models/);
});

test('a refusal ends the measurement and is shown; it can be asked for again', async () => {
  serve(FIRST, () => new Refusal(503, {error: 'busy'}));
  fire(button(), 'click');
  await settled();
  assert.match(at('error').textContent, /busy/);
  assert.equal(requests.length, 1);
  assert.equal(button().disabled, false);
  serve(FIRST, () => measured);
  fire(button(), 'click');
  await settled();
  assert.equal(at('error').hidden, true);
  assert.equal(heads().length, 2);
});

test('an answer that cannot be shown does not lock the button', async () => {
  serve(FIRST, () => ({images: 1000}));
  const failures = await uncaught(async () => {
    fire(button(), 'click');
    await settled();
  });
  assert.equal(failures.length, 1);
  assert.equal(button().disabled, false);
  assert.equal(at('accuracy-result').getAttribute('aria-busy'), 'false');
  serve(FIRST, () => measured);
  fire(button(), 'click');
  await settled();
  assert.equal(heads().length, 2);
});
