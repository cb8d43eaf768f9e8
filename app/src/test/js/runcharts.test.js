import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pass} from './support/clock.js';
import {enter, fire} from './support/page.js';
import {done, epoch, gate, run, settings} from './support/runs.js';
import {answer, at, curves, page} from './support/runspage.js';
import {update} from '../../main/resources/gatewise/serve/store.js';

test('curves of other runs are laid over, each called as in the list', async () => {
  const other = run('2', 'finished', [epoch(1, {loss: 0.75, validationAccuracy: 0.5}), epoch(2)], {title: 'GRU-28'});
  answer([done, other, {...done, id: '3', name: 'runs/3'}]);
  update({page: 'runs'});
  await pass(0);
  assert.deepEqual([at('over-1').checked, at('over-1').disabled], [true, true]);
  const tick = (id, checked) => {
    at(`over-${id}`).checked = checked;
    fire(at(`over-${id}`), 'change');
  };
  tick('2', true);
  assert.equal(
    curves()[1],
    'Accuracy. LSTM-28 · runs/1: epoch 1: 87.50%, epoch 2: 87.50%. GRU-28: epoch 1: 50.00%, epoch 2: 87.50%'
  );
  const rings = page().querySelectorAll('circle').filter(each => each.classList.contains('ring'));
  assert.equal(rings.length, 2, 'the best epoch of each');
  assert.ok(rings[1].classList.contains('series-run-1'));
  tick('3', true);
  assert.match(curves()[0], /LSTM-28 · runs\/1: epoch 1: 0\.500, .*LSTM-28 · runs\/3/);
  tick('2', false);
  tick('3', false);
  assert.match(curves()[1], /^Accuracy\. validation:/);
});

test('the settings of a run are those in use', async () => {
  answer([{...done, settings}]);
  update({page: 'runs'});
  await pass(0);
  const lines = Object.fromEntries(
    at('run-settings').querySelectorAll('dt').map((name, place) => [
      name.textContent,
      at('run-settings').querySelectorAll('dd')[place].textContent,
    ])
  );
  assert.deepEqual(lines, {
    optimiser: 'adam',
    'learning rate': '0.002, falling along a cosine',
    'batch size': '128',
    order: 'new in each epoch',
    'shifted by up to': '2 pixels',
    seed: '0',
    data: 'mnist, 55,000 training images',
  });
  answer([done]);
  update({page: 'runs'});
  await pass(0);
  assert.equal(at('run-settings').hidden, true, 'a network that was imported has none');
});

test('the loss has a logarithmic axis, or an even one', async () => {
  answer([run('1', 'finished', [epoch(1, {loss: 2}), epoch(2, {loss: 0.02})])]);
  update({page: 'runs'});
  await pass(0);
  const ticks = () => {
    curves();
    const [chart] = page().querySelectorAll('svg').filter(each => each.classList.contains('chart'));
    return chart.querySelectorAll('text').map(text => text.textContent).filter(text => /^[\d.]+$/.test(text));
  };
  assert.deepEqual(ticks(), ['0.02', '0.05', '0.1', '0.2', '0.5', '1', '2', '1', '2']);
  at('loss-log').checked = false;
  fire(at('loss-log'), 'change');
  assert.deepEqual(ticks(), ['0', '0.5', '1', '1.5', '2', '1', '2']);
  assert.equal(localStorage.getItem('gatewise.loss'), 'linear');
  at('loss-log').checked = true;
  fire(at('loss-log'), 'change');
});

test('the loss on the validation images is shown where it was measured', async () => {
  answer([run('1', 'finished', [epoch(1, {validationLoss: 0.75}), epoch(2, {validationLoss: 0.5})])]);
  update({page: 'runs'});
  await pass(0);
  assert.match(curves()[0], /validation loss: epoch 1: 0\.750, epoch 2: 0\.500$/);
});

test('the curves go from the first to the last epoch in which something was measured', async () => {
  const speeds = [epoch(1, {sampleAccuracy: undefined}), epoch(2), epoch(3, {loss: 0.25, validationAccuracy: null})];
  answer([run('1', 'finished', speeds)]);
  update({page: 'runs'});
  await pass(0);
  assert.deepEqual(curves().slice(0, 3), [
    'Loss. training loss: epoch 1: 0.500, epoch 3: 0.250',
    'Accuracy. validation: epoch 1: 87.50%, epoch 3: –. sample of test images: epoch 2: 75.00%, epoch 3: 75.00%',
    'Images per second. Images per second: epoch 1: 1,235, epoch 3: 1,235',
  ]);
});

test('the saturation is that of the part chosen, gate by gate', async () => {
  const gates = [gate(1, 'forward', 0.25), {...gate(1, 'forward', 0.5), gate: 'forget'}, gate(2, 'forward', 0.75)];
  answer([run('1', 'finished', [epoch(1, {gates}), epoch(2, {gates: gates.slice(0, 2)})])]);
  update({page: 'runs'});
  await pass(0);
  const [, , , closed, open] = curves();
  assert.equal(closed, 'Closed: below 0.1. input: epoch 1: 25%, epoch 2: 25%. forget: epoch 1: 50%, epoch 2: 50%');
  assert.equal(open, 'Open: above 0.9. input: epoch 1: 10%, epoch 2: 10%. forget: epoch 1: 10%, epoch 2: 10%');
  assert.equal(at('run-part').parent.hidden, false);
  enter(at('run-part'), '1', 'change');
  assert.equal(curves()[3], 'Closed: below 0.1. input: epoch 1: 75%, epoch 1: 75%');
  answer([done]);
  update({page: 'runs'});
  await pass(0);
  assert.equal(at('run-part').parent.hidden, true, 'one part is no choice');
  assert.equal(curves()[3], 'Closed: below 0.1. input: epoch 1: 25%, epoch 2: 25%', 'the last part that there is');
});

test('without gate values the saturation is left out', async () => {
  answer([run('1', 'finished', [epoch(1, {gates: undefined})])]);
  update({page: 'runs'});
  await pass(0);
  const panel = at('run-part').parent.parent;
  assert.match(panel.textContent, /^Gate saturation/);
  assert.equal(panel.hidden, true);
  answer([done]);
  update({page: 'runs'});
  await pass(0);
  assert.equal(panel.hidden, false);
});

test('the parts offered are those of the run that is shown', async () => {
  const stacked = [epoch(1, {gates: [gate(1, 'forward', 0.1), gate(2, 'forward', 0.2)]})];
  const bothWays = [epoch(1, {gates: [gate(1, 'forward', 0.3), gate(1, 'backward', 0.4)]})];
  answer([run('1', 'finished', stacked), run('2', 'finished', bothWays)]);
  update({page: 'runs'});
  await pass(0);
  const parts = () => at('run-part').options.map(option => option.textContent);
  assert.deepEqual(parts(), ['layer 1 · forward', 'layer 2 · forward']);
  enter(at('run-part'), '1', 'change');
  assert.equal(at('run-part').value, '1');
  fire(at('run-2'), 'click');
  assert.deepEqual(parts(), ['layer 1 · forward', 'layer 1 · backward']);
  assert.equal(at('run-part').value, '0');
});
