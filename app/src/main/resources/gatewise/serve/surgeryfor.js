/**
 * Fits the surgery that the reader asked for to one model.
 *
 * `wanted` is null or {clamps: [{gate, value}], from, to, units: [numbers] or null, layer or null, order, seed,
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
  const surgery = {clamps, order: wanted.order, seed: wanted.seed, blankRows: wanted.blankRows || undefined};
  const idle = clamps.length === 0 && wanted.order === 'as-is' && !wanted.blankRows;
  return {surgery: idle ? null : surgery, unmet};
}

/** Rows, units and layer of every clamp, or null if the model has no such place. */
function placeIn(model, wanted, unmet) {
  if (wanted.clamps.length === 0) return null;
  if (wanted.layer > model.hiddenSizes.length) {
    unmet.push({layer: wanted.layer});
    return null;
  }
  const place = {};
  if (wanted.from > 0 || wanted.to < model.timeSteps - 1) place.rows = `${wanted.from}-${wanted.to}`;
  if (wanted.layer) place.layer = wanted.layer;
  if (!wanted.units) return place;
  const size = wanted.layer ? model.hiddenSizes[wanted.layer - 1] : Math.max(...model.hiddenSizes);
  const inside = wanted.units.filter(unit => unit < size);
  if (inside.length < wanted.units.length) unmet.push({units: size});
  return inside.length ? {...place, units: inside.join(',')} : null;
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
