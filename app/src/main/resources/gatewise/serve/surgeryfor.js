import {decimal, t} from './i18n.js';
import {readsSequences, stepsOf} from './reading.js';

/**
 * Fits the surgery that the reader asked for to one model.
 *
 * `wanted` is null or {clamps: [{gate, value}], from, to (null: the last row), units: [numbers] or null, layer or null, order, seed,
 * blankRows}. What the model does not have is left out and listed in `unmet`: {gate}, {layer} or {units}.
 * @returns {{surgery: object|null, unmet: object[]}} the surgery as the API takes it
 */
export function surgeryFor(model, wanted) {
  if (!wanted) return {surgery: null, unmet: []};
  const unmet = [];
  const place = placeIn(model, wanted, unmet);
  const clamps = [];
  for (const {gate, value} of wanted.clamps) {
    if (!model.gates.includes(gate)) unmet.push({gate});
    else if (place) clamps.push({gate, value, ...place});
  }
  const blankRows = blankIn(model, wanted.blankRows) || undefined;
  const surgery = {clamps, order: wanted.order, seed: wanted.seed, blankRows};
  const idle = clamps.length === 0 && wanted.order === 'as-is' && !blankRows;
  return {surgery: idle ? null : surgery, unmet};
}

/** The blank steps that there are in the sequence. */
function blankIn(model, rows) {
  if (!rows || !readsSequences(model)) return rows;
  const steps = stepsOf(model);
  return numbersIn(rows, Infinity)
    .filter(step => step < steps)
    .join();
}

/** Rows, units and layer of every clamp, or null if the model has no such place. */
function placeIn(model, wanted, unmet) {
  if (wanted.clamps.length === 0) return null;
  if (wanted.layer > model.hiddenSizes.length) {
    unmet.push({layer: wanted.layer});
    return null;
  }
  const place = {};
  const last = stepsOf(model) - 1;
  const to = Math.min(wanted.to ?? last, last);
  if (wanted.from > to) return null;
  if (wanted.from > 0 || to < last) place.rows = `${wanted.from}-${to}`;
  if (wanted.layer) place.layer = wanted.layer;
  if (!wanted.units) return place;
  const size = wanted.layer ? model.hiddenSizes[wanted.layer - 1] : Math.max(...model.hiddenSizes);
  const inside = wanted.units.filter(unit => unit < size);
  if (inside.length < wanted.units.length) unmet.push({units: size});
  return inside.length ? {...place, units: inside.join(',')} : null;
}

/** What a gate of one unit is held at in a row under such a surgery, as the API takes it; null if it is not held. */
export function heldAt(surgery, {gate, layer, row, unit}) {
  const holds = clamp =>
    clamp.gate === gate &&
    (clamp.layer ?? layer) === layer &&
    (!clamp.rows || numbersIn(clamp.rows, Infinity).includes(row)) &&
    (!clamp.units || numbersIn(clamp.units, Infinity).includes(unit));
  return surgery?.clamps.findLast(holds)?.value ?? null;
}

/** A surgery of one model in words, such as: forget = 0 · rows 0-9 · reversed. */
export function describeSurgery({clamps, order, blankRows}) {
  const held = clamps.map(({gate, value}) => `${t(`quantity.${gate}`)} = ${decimal(value)}`);
  const {rows, units, layer} = clamps[0] ?? {};
  const parts = [held.join(', ')];
  if (rows) parts.push(t('surgery.atRows', {rows}));
  if (units) parts.push(t('surgery.ofUnits', {units}));
  if (layer) parts.push(t('panel.layer', {layer}));
  if (order !== 'as-is') parts.push(t('surgery.inOrder', {order: t(`order.${order}`)}));
  if (blankRows) parts.push(t('surgery.blanked', {rows: blankRows}));
  return parts.filter(Boolean).join(' · ');
}

/**
 * Reads a list like "0-3,7".
 * @returns {number[]|null} the numbers in ascending order, null for an empty text
 * @throws {RangeError} if the text is no such list or names a number of `size` or more
 */
export function numbersIn(text, size) {
  if (text.trim() === '') return null;
  const numbers = new Set();
  for (const part of text.split(/[,，、]/)) {
    const match = /^\s*(\d+)\s*(?:[-–]\s*(\d+)\s*)?$/.exec(part);
    const first = Number(match?.[1]);
    const last = Number(match?.[2] ?? match?.[1]);
    if (!match || first > last || last >= size) throw new RangeError(part.trim());
    for (let number = first; number <= last; number++) numbers.add(number);
  }
  return [...numbers].sort((one, other) => one - other);
}
