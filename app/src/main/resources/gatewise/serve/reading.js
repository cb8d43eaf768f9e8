import {store} from './store.js';

/** Whether a model reads sequences which are no images. */
export const readsSequences = model => model?.kind === 'sequences';

/** Whether a model says classes, of the whole or of each step. */
export const saysClasses = model => !['regress', 'forecast'].includes(model.task);

/** The images or sequences of a model's test set. */
export const testsOf = model => model?.testImages ?? model?.testSequences ?? 0;

/** The steps that a model reads now. */
export const stepsOf = model => (readsSequences(model) ? (store.image?.rows ?? model.timeSteps) : model.timeSteps);

/** A trace with what it shares with those of images under their names. */
export const shownAs = trace =>
  trace.task ? {...trace, rowsRead: trace.values, probabilities: saysClasses(trace) ? trace.answers : null} : trace;

/** A sequence as the page keeps what is read; its label is the class of the whole, if it is known. */
export const itemOf = sequence => ({
  ...sequence,
  rows: sequence.steps.length,
  columns: sequence.features.length,
  label: typeof sequence.truth === 'string' ? sequence.truth : undefined,
});

/** What is right of what a model says: a sequence may come from the test set of another, which says something else. */
export function truthFor({truth}, {task, labels}) {
  if (task === 'classify') return labels.includes(truth) ? truth : undefined;
  if (!Array.isArray(truth)) return undefined;
  if (task === 'tag') return truth.every(label => labels.includes(label)) ? truth : undefined;
  return truth.length === labels.length && truth.every(Number.isFinite) ? truth : undefined;
}

/** What is right after a step, where classes are said; undefined if it is not known, or the steps are in another order. */
export function labelAt({image, surgery}, step, model) {
  if (!readsSequences(model)) return image.label;
  const truth = truthFor(image, model);
  return Array.isArray(truth) ? (inOrder(surgery) ? truth[step] : undefined) : truth;
}

/** Whether a surgery leaves the steps in their order. */
export const inOrder = surgery => !surgery || surgery.order === 'as-is';
