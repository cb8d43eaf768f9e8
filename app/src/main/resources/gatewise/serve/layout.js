import {quantitiesOf} from './quantities.js';

const GAP = 14;
const AXIS = 24;
const GREATEST_HEIGHT = 320;
const SIZES = [
  {row: 11, map: 140, most: 160},
  {row: 10, map: 112, most: 160},
  {row: 9, map: 112, most: 128},
  {row: 8, map: 84, most: 112},
  {row: 7, map: 84, most: 96},
  {row: 6, map: 84, most: 84},
  {row: 6, map: 56, most: 56},
];

/** The width of one unit when a map of all units is to be about `map` wide, and not wider than `most`. */
function unitWidth(units, {map, most}) {
  if (units > map) return Math.min(1, most / units);
  return Math.min(8, Math.floor(map / units));
}

const classWidth = classes => Math.max(4, Math.min(9, Math.floor(180 / classes)));

/** The width of a band of the model's widest layer. */
function bandWidth(model, size) {
  const units = Math.max(...model.hiddenSizes);
  const digit = AXIS + model.inputSize * rowHeight(model, size);
  const classes = model.labels.length * classWidth(model.labels.length);
  return digit + quantitiesOf(model).length * (units * unitWidth(units, size) + GAP) + GAP + classes;
}

const rowHeight = (model, size) => Math.min(size.row, GREATEST_HEIGHT / model.timeSteps);

/**
 * The largest sizes with which the bands of all models fit into `available` pixels, the same for each, so that they
 * can be compared; where no size does, the bands wrap: the digit and the probabilities in one line, then
 * the maps two by two.
 * @returns {function(model): {rowHeight, classWidth, unitWidth: function(units): number}}
 */
export function layoutFor(models, available) {
  const size = SIZES.find(each => models.every(model => bandWidth(model, each) <= available)) ?? {
    row: 7,
    map: Math.min(140, (available - GAP) / 2),
    most: Math.min(160, (available - GAP) / 2),
  };
  return model => ({
    rowHeight: rowHeight(model, size),
    classWidth: classWidth(model.labels.length),
    unitWidth: units => unitWidth(units, size),
  });
}
