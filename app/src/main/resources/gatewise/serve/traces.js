import * as server from './server.js';
import {guarded} from './problems.js';
import {readsSequences, shownAs} from './reading.js';
import {chosenModels, imageFits, on, store, update} from './store.js';
import {surgeryFor} from './surgeryfor.js';

const plain = new Map();
let request = new AbortController();

/** Keeps the traces of the chosen models in step with the image, the choice and the surgery. */
export function startTraces() {
  on(['image', 'chosen', 'models', 'surgery'], refresh);
}

async function refresh() {
  request.abort();
  request = new AbortController();
  const {signal} = request;
  if (!imageFits()) return;
  const pairs = await guarded('trace', () =>
    Promise.all(chosenModels().map(model => read(model, store.image, signal)))
  );
  if (pairs) update({traces: new Map(pairs)});
}

/** @returns {Promise<[string, {image, before, after, surgery, unmet}]>} after === before where nothing is changed */
async function read(model, image, signal) {
  const {surgery, unmet} = surgeryFor(model, store.surgery);
  const [before, after] = await Promise.all([
    readPlainly(model, image, signal),
    surgery ? traceOf(model, image, surgery, signal) : null,
  ]);
  return [model.id, {image, before, after: after ?? before, surgery, unmet}];
}

async function traceOf(model, {pixels, steps}, surgery, signal) {
  const content = readsSequences(model) ? {steps} : {pixels};
  return shownAs(await server.trace(model.id, content, surgery, signal));
}

async function readPlainly(model, image, signal) {
  const known = plain.get(model.id);
  if (known?.image === image && known.epochs === model.epochs) return known.trace;
  const trace = await traceOf(model, image, undefined, signal);
  plain.set(model.id, {image, epochs: model.epochs, trace});
  return trace;
}
