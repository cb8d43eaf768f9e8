const symbols = {
  lstm: {input: 'i', forget: 'f', output: 'o', candidate: 'g', cell: 'c', hidden: 'h'},
  gru: {reset: 'r', update: 'z', candidate: 'n', hidden: 'h'},
  simple: {hidden: 'h'},
};

/** Every gate of either cell, in the order that they have everywhere. */
export const allGates = ['input', 'forget', 'output', 'reset', 'update', 'candidate'];

/** The letter of a quantity in the equations. */
export const symbol = (cell, quantity) => symbols[cell][quantity];

/** What a model's cell has to show: its gates, the cell state if there is one, the hidden state. */
export const quantitiesOf = model => [...model.gates, ...(model.cell === 'lstm' ? ['cell'] : []), 'hidden'];

/** The values of a quantity in one direction of a layer: [timeSteps][hiddenSize]. */
export const valuesOf = (direction, quantity) => direction.gates[quantity] ?? direction[quantity];

/** The colour scale of a quantity: signed for what can be negative. */
export const scaleOf = quantity => (['candidate', 'cell', 'hidden'].includes(quantity) ? 'signed' : 'share');

/** The end of a quantity's scale: 1, but for the cell the largest |c| in view. */
export const limitOf = (quantity, cellLimit) => (quantity === 'cell' ? cellLimit : 1);

/** The directions of each layer. */
export const directionsOf = model => (model.bidirectional ? ['forward', 'backward'] : ['forward']);

/** Whether layers of both directions are stacked, so that all but the first read what has seen the whole image. */
export const isStackedBothWays = model => model.bidirectional && model.hiddenSizes.length > 1;

/** Whether a direction has read row t when each direction has made row + 1 steps. */
export function hasRead(direction, t, row, steps) {
  return direction === 'backward' ? t >= steps - 1 - row : t <= row;
}

/** The row that a direction has just read. */
export const rowAt = (direction, row, steps) => (direction === 'backward' ? steps - 1 - row : row);

/** The index of the largest number, -1 if none is finite. */
export const argmax = numbers => numbers.indexOf(Math.max(...numbers));

/** The first row from which the guess is what it is after the last one; probabilities [timeSteps][classes]. */
export function settledAt(probabilities) {
  const last = argmax(probabilities.at(-1));
  let row = probabilities.length - 1;
  while (row > 0 && argmax(probabilities[row - 1]) === last) row--;
  return row;
}

/** The largest |c| of the traces, at least 1, so that one scale serves all. */
export function largestCell(traces) {
  let largest = 1;
  for (const trace of traces) {
    for (const {directions} of trace.layers) {
      for (const {cell} of directions) {
        for (const row of cell ?? []) for (const value of row) largest = Math.max(largest, Math.abs(value));
      }
    }
  }
  return largest;
}
