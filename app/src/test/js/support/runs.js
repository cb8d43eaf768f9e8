/** Runs as the server lists them, and what they are made of. */
export const gate = (layer, direction, closed) => ({layer, direction, gate: 'input', closed, open: 0.1});
export const epoch = (number, changes = {}) => ({
  epoch: number,
  loss: 0.5,
  sampleAccuracy: 0.75,
  validationAccuracy: 0.875,
  imagesPerSecond: 1234.5,
  gates: [gate(1, 'forward', 0.25)],
  ...changes,
});
export const run = (id, state, history, changes = {}) => ({
  id,
  name: `runs/${id}`,
  title: 'LSTM-28',
  state,
  plannedEpochs: 10,
  history,
  ...changes,
});
export const done = run('1', 'finished', [epoch(1), epoch(2)]);
export const settings = {
  optimizer: {type: 'adam', learningRate: 0.002},
  schedule: 'cosine',
  batchSize: 128,
  shuffle: true,
  shift: 2,
  dropout: 0,
  l2: 0,
  patience: 0,
  seed: 0,
  data: 'mnist',
  trainingImages: 55000,
};
export const current = {epoch: 3, batch: 20, batches: 80, loss: null, imagesPerSecond: 999.6};
export const live = run('live', 'training', [epoch(1)], {current});
