import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pass} from './support/clock.js';
import {fire, uncaught} from './support/page.js';
import {Refusal, requests, serve} from './support/server.js';
import {current, done, epoch, live, run, settings} from './support/runs.js';
import {answer, at, cells, curves, page} from './support/runspage.js';
import {bestOf} from '../../main/resources/gatewise/serve/runwords.js';
import {update} from '../../main/resources/gatewise/serve/store.js';

test('the server is asked every second while a run is in training and the page in view', async () => {
  await pass(5000);
  assert.equal(requests.length, 0);
  answer([live]);
  document.hidden = true;
  fire(document, 'visibilitychange');
  await pass(5000);
  assert.equal(requests.length, 0);
  document.hidden = false;
  fire(document, 'visibilitychange');
  await pass(3000);
  assert.equal(requests.length, 4);
  update({page: 'cell'});
  await pass(5000);
  assert.equal(requests.length, 4);
});

test('where there is no run or no answer the server is asked again after three seconds', async () => {
  answer([]);
  update({page: 'runs'});
  await pass(2999);
  const [empty, body] = at('runs').children;
  assert.equal(empty.textContent, 'No training run at hand.');
  assert.deepEqual([empty.hidden, body.hidden], [false, true]);
  assert.equal(requests.length, 1);
  serve('/api/runs', () => new Refusal(500, {error: 'out of order'}));
  await pass(1);
  assert.match(at('error').textContent, /out of order/);
  await pass(3000);
  assert.equal(requests.length, 3);
});

test('an answer that cannot be read does not end the asking', async () => {
  serve('/api/runs', () => null);
  const failures = await uncaught(async () => {
    update({page: 'runs'});
    await pass(0);
  });
  assert.equal(failures.length, 1);
  answer([done]);
  await pass(3000);
  assert.equal(requests.length, 2);
});

test('runs of one title are told apart by their names', async () => {
  answer([done, {...done, id: '2', name: 'other/best.zip'}, {...live, title: 'GRU-28'}]);
  update({page: 'runs'});
  await pass(0);
  const titles = ['1', '2', 'live'].map(id => at(`run-${id}`).children[0].textContent);
  assert.deepEqual(titles, [`${done.title} · ${done.name}`, `${done.title} · other/best.zip`, 'GRU-28']);
});

test('a run in training is shown with its progress', async () => {
  answer([done, live]);
  update({page: 'runs'});
  await pass(0);
  assert.equal(at('run-1').getAttribute('aria-pressed'), 'true', 'the choice stays');
  fire(at('run-live'), 'click');
  assert.equal(at('run-live').getAttribute('aria-pressed'), 'true');
  assert.equal(at('run-1').getAttribute('aria-pressed'), 'false');
  const [progress] = page().querySelectorAll('progress');
  assert.equal(progress.value, '0.25');
  assert.equal(at('run-progress').textContent, 'Epoch 3 of 10 · batch 20 of 80 · loss – · 1,000 images/s · best epoch 1, ringed in the curve: validation 87.50%');
  fire(at('run-1'), 'click');
  assert.equal(progress.hidden, true);
  assert.equal(at('run-progress').textContent, 'finished · epoch 2 of 10 · validation 87.50% · best epoch 1, ringed in the curve: validation 87.50%');
});

test('a run in training is what is seen first, with its time left', async () => {
  update({page: 'read', run: null});
  const timed = {...live, history: [epoch(1, {seconds: 30}), epoch(2, {seconds: 40})]};
  answer([done, timed]);
  update({page: 'runs'});
  await pass(0);
  assert.equal(at('run-live').getAttribute('aria-pressed'), 'true');
  assert.match(at('run-progress').textContent, /about 5:10 left/);
  answer([{...live, history: [], current: {...current, imagesPerSecond: 10}, settings: {...settings, batchSize: 100}}]);
  await pass(1000);
  assert.match(at('run-progress').textContent, /about 1:43:20 left/, 'by the images a second before there is an epoch');
  assert.equal(at('run-no-epoch').hidden, false);
});

test('a run that failed says why, and keeps its curve', async () => {
  answer([run('live', 'failed', [epoch(1), epoch(2, {loss: null})], {problem: 'epoch 3: the loss is NaN'})]);
  update({page: 'runs'});
  await pass(0);
  assert.equal(at('run-problem').textContent, 'epoch 3: the loss is NaN');
  assert.match(at('run-live').textContent, /failed · epoch 2 of 10/);
  assert.equal(curves()[0], 'Loss. training loss: epoch 1: 0.500, epoch 2: –');
  answer([done]);
  update({page: 'runs'});
  await pass(0);
  assert.equal(at('run-problem').textContent, '');
});

test('a run that is opened by keyboard has the focus', async () => {
  answer([done, live]);
  update({page: 'runs'});
  await pass(0);
  document.activeElement = at('run-live');
  fire(at('run-live'), 'click', {detail: 1});
  assert.equal(document.activeElement, at('run-live'));
  fire(at('run-live'), 'click', {detail: 0});
  assert.equal(document.activeElement, at('run-title'));
});

test('where the run that was shown is gone, that in training is shown', async () => {
  answer([{...done, id: '7'}, live]);
  update({page: 'runs'});
  await pass(0);
  assert.equal(at('run-live').getAttribute('aria-pressed'), 'true');
});

test('the buttons stay while the runs stay the same', async () => {
  answer([done, live]);
  update({page: 'runs'});
  await pass(0);
  const button = at('run-live');
  answer([done, {...live, history: [epoch(1), epoch(2)]}]);
  await pass(1000);
  assert.equal(at('run-live'), button);
  assert.match(button.textContent, /training · epoch 2 of 10/);
});

test('the table has a line an epoch, a dash for what is no number', async () => {
  answer([run('1', 'finished', [epoch(1, {loss: null, sampleAccuracy: undefined})])]);
  update({page: 'runs'});
  await pass(0);
  assert.deepEqual(
    cells().map(cell => cell.textContent),
    ['1', '–', '–', '87.50%', '1,235']
  );
});

test('the page is built anew in the other language', () => {
  update({language: 'zh-CN'});
  assert.match(page().textContent, /训练记录/);
  update({language: 'en'});
  assert.doesNotMatch(page().textContent, /训练记录/);
});

test('of epochs of one accuracy the best is that of the lower loss, as for best.zip', () => {
  const of = (...epochs) => bestOf({task: 'classify', history: epochs.map(([validationAccuracy, validationLoss], i) => ({epoch: i + 1, validationAccuracy, validationLoss}))})?.epoch;
  assert.equal(of([0.9, 1.2], [0.8, 0.1], [0.9, 0.7], [0.9, 0.7]), 3);
  assert.equal(of([0.9, undefined], [0.9, undefined]), 1);
  assert.equal(of(), undefined);
});
