const listeners = new Map();

/**
 * What the pages share.
 * models: as /api/models lists them; chosen: ids of the models that read; image: {rows, columns, pixels, label, index,
 * source, startRow} or of a sequence {rows, columns, steps, truth, label, index, name, source, startRow}, or null, startRow only where it is not to be read from the top; row: the row just read, from 0;
 * traces: model id -> {image, before, after, surgery, unmet}; surgery: as surgeryFor takes it, or null; comparing: whether
 * the reading before surgery is shown too; selection: the unit on the cell page {model, layer, direction, unit}; run: id
 * of the run in view, and overlaid: ids of those whose curves are laid over its; wish: {chosen, image, row} that an address
 * asks for, until it is fulfilled; awaited: {kind, task, state} of the run in training while there is no model yet, or null; page, language and theme: the reader's.
 */
export const store = {
  models: [],
  chosen: [],
  image: null,
  row: 0,
  traces: new Map(),
  surgery: null,
  comparing: true,
  selection: null,
  run: null,
  overlaid: [],
  wish: null,
  awaited: null,
  page: 'read',
  language: 'en',
  theme: 'light',
};

/** Sets some fields, then tells those who listen to any of them, each once. */
export function update(changes) {
  Object.assign(store, changes);
  const called = new Set();
  for (const field of Object.keys(changes)) {
    for (const listener of listeners.get(field) ?? []) called.add(listener);
  }
  called.forEach(listener => listener());
}

/** Calls `listener` after a change of any of the fields. */
export function on(fields, listener) {
  for (const field of fields) {
    if (!listeners.has(field)) listeners.set(field, new Set());
    listeners.get(field).add(listener);
  }
}

/** The models that read, in the list's order. */
export const chosenModels = () => store.models.filter(model => store.chosen.includes(model.id));

/** What the page is about: the first chosen model, else the first there is, else the run whose first model is awaited. */
export const inView = () => chosenModels()[0] ?? store.models[0] ?? store.awaited ?? {};

/** The number of rows, or steps, of the current reading. */
export const timeSteps = () => {
  const [model] = chosenModels();
  if (model?.kind === 'sequences') return store.image?.rows ?? 1;
  return model?.timeSteps ?? 28;
};

/** Whether a sequence has a model's features by their names, if it has any: those of an address have none. */
const sameFeatures = (sequence, model) =>
  sequence.features === undefined || JSON.stringify(sequence.features) === JSON.stringify(model.features);

/** Whether there is an image or a sequence, and of the form that the chosen models read. */
export const imageFits = () => {
  const [model] = chosenModels();
  const {image} = store;
  if (!image || !model || image.columns !== model.inputSize) return false;
  return model.kind === 'sequences'
    ? image.steps !== undefined && image.rows <= model.mostSteps && sameFeatures(image, model)
    : image.steps === undefined && image.rows === model.timeSteps;
};
