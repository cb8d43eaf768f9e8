import {lstm, traceOf} from './models.js';

/** A model of sequences as the server lists them. */
export const rain = {
  ...lstm,
  kind: 'sequences',
  task: 'classify',
  features: ['heat', 'wind'],
  labels: ['sun', 'rain'],
  timeSteps: 9,
  inputSize: 2,
  hiddenSizes: [3],
  mostSteps: 100,
  testImages: undefined,
  testSequences: 3,
};

/** The same for numbers. */
export const sum = {...rain, task: 'regress', labels: ['sum'], validationAccuracy: null, validationLoss: 0.01234};

/** The same for classes of steps. */
export const tag = {...rain, task: 'tag'};

/** A sequence as the page keeps them. */
export const sequence = (changes = {}) => ({
  rows: 4,
  columns: 2,
  features: ['heat', 'wind'],
  steps: [
    [1, 10],
    [2, 20],
    [3, 30],
    [4, 5],
  ],
  source: 'test',
  index: 0,
  name: 'monday',
  ...changes,
});

/** A trace of that sequence as the server gives them; the answer of a step is its number. */
export function traceOfSequence(model, steps = sequence().steps) {
  const {layers} = traceOf({...model, timeSteps: steps.length});
  const answers = steps.map((_, step) => model.labels.map((_, label) => (label === 0 ? step : 1)));
  return {task: model.task, features: model.features, outputs: model.labels, values: steps, answers, layers};
}
