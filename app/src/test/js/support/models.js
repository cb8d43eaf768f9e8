const labels = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** A model as the server lists them: one layer of LSTM. */
export const lstm = {
  id: '1',
  name: 'runs/1/best.zip',
  title: 'LSTM-28',
  cell: 'lstm',
  resetAfter: false,
  gates: ['input', 'forget', 'output', 'candidate'],
  hiddenSizes: [28],
  bidirectional: false,
  timeSteps: 28,
  inputSize: 28,
  labels,
  parameters: 6682,
  epochs: 3,
  validationAccuracy: 0.98125,
  testImages: 10000,
};

/** Two layers of GRU that read both ways. */
export const gru = {
  ...lstm,
  id: '2',
  name: 'runs/2/best.zip',
  title: 'bidirectional GRU-12-8',
  cell: 'gru',
  gates: ['reset', 'update', 'candidate'],
  hiddenSizes: [12, 8],
  bidirectional: true,
};

/** An image as the server gives them. */
export const image = (changes = {}) => ({rows: 28, columns: 28, pixels: [0, 255], label: '7', index: 0, ...changes});

const grid = (rows, columns, value) =>
  Array.from({length: rows}, (_, row) => Array.from({length: columns}, (_, column) => value(row, column)));

/** A trace of a model whose guess is `first` up to the row `change` and `last` from there on; all states are `value`. */
export function traceOf(model, {first = 3, last = 7, change = 20, value = 0.5} = {}) {
  const quantities = model.cell === 'lstm' ? {cell: value} : {};
  const direction = (name, size) => ({
    direction: name,
    gates: Object.fromEntries(model.gates.map(gate => [gate, grid(model.timeSteps, size, () => value)])),
    ...Object.fromEntries(Object.keys(quantities).map(key => [key, grid(model.timeSteps, size, () => value)])),
    hidden: grid(model.timeSteps, size, () => value),
  });
  const names = model.bidirectional ? ['forward', 'backward'] : ['forward'];
  return {
    rowsRead: grid(model.timeSteps, model.inputSize, () => 0),
    probabilities: grid(model.timeSteps, model.labels.length, (row, label) =>
      label === (row < change ? first : last) ? 0.91 : 0.01
    ),
    layers: model.hiddenSizes.map((size, index) => ({
      layer: index + 1,
      directions: names.map(name => direction(name, size)),
    })),
  };
}
