import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fire, resize} from './support/page.js';
import {LineChart} from '../../main/resources/gatewise/serve/chart.js';

function chartOf(series, {mark, log, ...settings} = {}) {
  const format = y => (y === null ? '–' : y.toFixed(1));
  const chart = new LineChart({title: 'Loss', xLabel: 'epoch', yLabel: 'nats', format, ...settings});
  resize(chart.element, 400);
  chart.show(series, {mark, log});
  return chart;
}

const of = (points, name = 'loss') => ({name, style: name, points});
const texts = ({drawing}) => drawing.querySelectorAll('text').map(text => text.textContent);
const paths = ({drawing}) => drawing.querySelectorAll('path').map(path => path.getAttribute('d'));

const line = of([
  [1, 0],
  [2, 4],
  [3, 2],
]);

test('round numbers stand at the axes', () => {
  assert.deepEqual(texts(chartOf([line])), ['0.0', '1.0', '2.0', '3.0', '4.0', '1', '2', '3', 'epoch', 'nats']);
});

test('the numbers at the axis are round, and reach around the values', () => {
  const ticksOf = (...ys) =>
    chartOf([of(ys.map((y, x) => [x + 1, y]))], {format: String})
      .drawing.querySelectorAll('text')
      .filter(text => text.getAttribute('text-anchor') === 'end')
      .map(text => Number(text.textContent));
  assert.deepEqual(ticksOf(0.97, 0.993), [0.97, 0.98, 0.99, 1]);
  assert.deepEqual(ticksOf(-130, 260), [-200, -100, 0, 100, 200, 300]);
  assert.deepEqual(ticksOf(5, 5), [4, 6]);
  assert.deepEqual(ticksOf(-5, -5), [-6, -4]);
  assert.deepEqual(ticksOf(0, 0), [0]);
});

test('the line is drawn by the scale of the axis', () => {
  const chart = chartOf([
    of([
      [1, 1],
      [2, 9],
    ]),
  ]);
  assert.deepEqual(texts(chart).slice(0, 6), ['0.0', '2.0', '4.0', '6.0', '8.0', '10.0']);
  assert.deepEqual(paths(chart), ['M68.0 154.2L386.0 27.8']);
});

test('an axis may be worded otherwise, and have a range of its own', () => {
  const chart = chartOf([of([[1, 0.4]])], {range: [0, 1], tick: y => `${100 * y}%`});
  assert.deepEqual(texts(chart).slice(0, 3), ['0%', '50%', '100%']);
});

test('the line goes from the left margin to the right one, the least value at the bottom', () => {
  assert.deepEqual(paths(chartOf([line])), ['M68.0 170.0L227.0 12.0L386.0 91.0']);
});

test('where there is no number the line has a gap', () => {
  const gap = of([
    [1, 0],
    [2, null],
    [3, 4],
    [4, 0],
  ]);
  assert.deepEqual(paths(chartOf([gap])), ['M68.0 170.0M280.0 12.0L386.0 170.0']);
});

test('a single point stands in the middle', () => {
  const [dot] = chartOf([of([[3, 0.5]])]).drawing.querySelectorAll('circle');
  assert.equal(dot.getAttribute('cx'), '227');
});

test('only a few points have dots', () => {
  const points = count => of(Array.from({length: count}, (_, k) => [k, k]));
  assert.equal(chartOf([points(30)]).drawing.querySelectorAll('circle').length, 30);
  assert.equal(chartOf([points(31)]).drawing.querySelectorAll('circle').length, 0);
});

test('a series without any number is left out, and one alone needs no key', () => {
  const chart = chartOf([line, of([[1, null]], 'sample')]);
  assert.equal(chart.key.textContent, 'loss');
  assert.equal(chart.key.hidden, true);
  chart.show([line, of([[1, 1]], 'sample')]);
  assert.equal(chart.key.hidden, false);
});

test('the drawing is put into words', () => {
  assert.equal(
    chartOf([of([...line.points, [4, null]])]).drawing.getAttribute('aria-label'),
    'Loss. loss: epoch 1: 0.0, epoch 4: –'
  );
});

test('the values nearest to the pointer are read out', () => {
  const chart = chartOf([line, of([[2, 3]], 'sample')]);
  const readout = document.getElementById('readout');
  fire(chart.drawing, 'pointermove', {clientX: 210, clientY: 50});
  assert.equal(readout.textContent, 'epoch 2 · loss 4.0 · sample 3.0');
  assert.equal(chart.cross.getAttribute('x1'), '227');
  assert.equal(chart.cross.getAttribute('visibility'), 'visible');
  fire(chart.drawing, 'pointerleave');
  assert.equal(readout.hidden, true);
  assert.equal(chart.cross.getAttribute('visibility'), 'hidden');
});

test('of three points the nearest is found to the left and to the right', () => {
  const chart = chartOf([line]);
  const readAt = clientX => {
    fire(chart.drawing, 'pointermove', {clientX, clientY: 50});
    return document.getElementById('readout').textContent;
  };
  assert.equal(readAt(0), 'epoch 1 · loss 0.0');
  assert.equal(readAt(147), 'epoch 1 · loss 0.0');
  assert.equal(readAt(148), 'epoch 2 · loss 4.0');
  assert.equal(readAt(307), 'epoch 3 · loss 2.0');
  fire(chart.drawing, 'pointerleave');
});

test('a logarithmic axis has the same distance for the same ratio, and no place for zero', () => {
  const falling = of([
    [1, 1],
    [2, 0.1],
    [3, 0.01],
    [4, 0],
  ]);
  const chart = chartOf([falling], {log: true, format: String});
  assert.deepEqual(texts(chart), ['0.01', '0.02', '0.05', '0.1', '0.2', '0.5', '1', '1', '2', '3', '4', 'epoch', 'nats']);
  assert.equal(paths(chart)[0], 'M68.0 12.0L174.0 91.0L280.0 170.0');
});

test('a logarithmic axis of close values has even steps', () => {
  const close = of([
    [1, 2.4],
    [2, 1.8],
  ]);
  assert.deepEqual(texts(chartOf([close], {log: true})).slice(0, 5), ['1.8', '2.0', '2.2', '2.4', '1']);
});

test('the best point is ringed', () => {
  const [ring] = chartOf([{...line, best: 2}]).drawing.querySelectorAll('.ring');
  assert.deepEqual([ring.getAttribute('cx'), ring.getAttribute('cy')], ['227', '12']);
});

test('a mark stands at its place', () => {
  const [mark] = chartOf([line], {mark: 3}).drawing.querySelectorAll('.mark');
  assert.equal(mark.getAttribute('x1'), '386');
  assert.equal(chartOf([], {mark: 3}).drawing.querySelectorAll('.mark').length, 0);
});

test('a chart without a number draws its names alone', () => {
  const chart = chartOf([]);
  assert.deepEqual(texts(chart), ['epoch', 'nats']);
  fire(chart.drawing, 'pointermove', {clientX: 210, clientY: 50});
  assert.equal(document.getElementById('readout').hidden, true);
});
