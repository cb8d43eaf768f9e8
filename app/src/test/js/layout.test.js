import assert from 'node:assert/strict';
import {test} from 'node:test';
import {gru, lstm} from './support/models.js';
import {layoutFor} from '../../main/resources/gatewise/serve/layout.js';

/** Pixels that a model's band takes: axis and digit, maps and the gaps between them, probabilities. */
function bandWidth(model, quantities, layout) {
  const units = Math.max(...model.hiddenSizes);
  const maps = quantities * (units * layout.unitWidth(units) + 14);
  return 24 + model.inputSize * layout.rowHeight + maps + 14 + model.labels.length * layout.classWidth;
}

test('the largest size is taken that fits', () => {
  const wide = layoutFor([lstm], 2000)(lstm);
  assert.equal(wide.rowHeight, 11);
  assert.equal(wide.unitWidth(28), 5);
  const width = bandWidth(lstm, 6, wide);
  assert.equal(layoutFor([lstm], width)(lstm).rowHeight, 11);
  const next = layoutFor([lstm], width - 1)(lstm);
  assert.equal(next.rowHeight, 10);
  assert.ok(bandWidth(lstm, 6, next) < width);
});

test('all models have the same size, that of the widest', () => {
  const width = bandWidth(lstm, 6, layoutFor([lstm], 2000)(lstm)) - 1;
  const alone = layoutFor([gru], width)(gru);
  const together = layoutFor([lstm, gru], width);
  assert.equal(alone.rowHeight, 11);
  assert.equal(together(gru).rowHeight, together(lstm).rowHeight);
  assert.equal(together(gru).rowHeight, 10);
});

test('at 1280 pixels the maps of an LSTM stand beside the digit, whatever its size', () => {
  const available = 1280 - 15 - 42 - 304 - 21 - 14;
  for (const hiddenSizes of [[28], [16], [50], [128], [300]]) {
    const model = {...lstm, hiddenSizes};
    assert.ok(bandWidth(model, 6, layoutFor([model], available)(model)) <= available, hiddenSizes.join());
  }
});

test('where nothing fits, two maps share a line', () => {
  const layout = layoutFor([lstm], 180)(lstm);
  assert.equal(layout.rowHeight, 7);
  assert.ok(28 * layout.unitWidth(28) * 2 + 14 <= 180);
});

test('a few units are not drawn wider than eight pixels, many are squeezed', () => {
  const {unitWidth} = layoutFor([lstm], 2000)(lstm);
  assert.equal(unitWidth(4), 8);
  assert.equal(unitWidth(140), 1);
  assert.equal(unitWidth(150), 1);
  assert.equal(unitWidth(320), 0.5);
});

test('many rows are squeezed into the greatest height', () => {
  const tall = {...lstm, timeSteps: 640};
  assert.equal(layoutFor([tall], 2000)(tall).rowHeight, 0.5);
});

test('many classes are narrow, but not below four pixels', () => {
  const classes = count => ({...lstm, labels: Array.from({length: count}, (_, k) => String(k))});
  const width = model => layoutFor([model], 5000)(model).classWidth;
  assert.equal(width(classes(10)), 9);
  assert.equal(width(classes(26)), 6);
  assert.equal(width(classes(62)), 4);
});
