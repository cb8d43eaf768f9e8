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

/** What is right after a step, where classes are said; undefined if it is not known, or the steps are in another order. */
export const labelAt = ({image, surgery}, step) =>
  Array.isArray(image.truth) ? (inOrder(surgery) ? image.truth[step] : undefined) : image.label;

/** Whether a surgery leaves the steps in their order. */
export const inOrder = surgery => !surgery || surgery.order === 'as-is';
