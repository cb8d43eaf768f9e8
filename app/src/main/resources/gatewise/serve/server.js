import {t} from './i18n.js';
import {Problem} from './problems.js';

/** @returns {Promise<object[]>} the models that the server has open */
export const models = async () => (await call('/api/models')).models;

/** @returns {Promise<object[]>} the training runs, live and finished */
export const runs = async () => (await call('/api/runs')).runs;

/** @returns {Promise<{rows, columns, pixels, label, index}>} test image `index` of the model's data set */
export const testImage = (model, index, signal) => call(`${at(model)}/images/${index}`, {signal});

/** @returns {Promise<{rows, columns, pixels}>} the picture in the model's own form, cut out, scaled and centred */
export const picture = (model, blob, signal) =>
  call(`${at(model)}/pictures`, {
    method: 'POST',
    body: blob,
    headers: {'Content-Type': blob.type || 'application/octet-stream'},
    signal,
  });

/** @returns {Promise<{rowsRead, probabilities, predicted, layers}>} what the cells did, row by row */
export const trace = (model, pixels, surgery, signal) => post(`${at(model)}/trace`, {pixels, surgery}, signal);

/** @returns {Promise<{images, before, after, classes}>} accuracy without and with the surgery */
export const accuracy = (model, images, surgery) => post(`${at(model)}/accuracy`, {images, surgery});

const at = model => `/api/models/${encodeURIComponent(model)}`;

const post = (path, body, signal) =>
  call(path, {method: 'POST', body: JSON.stringify(body), headers: {'Content-Type': 'application/json'}, signal});

async function call(path, options) {
  const response = await fetch(path, options).catch(unlessCancelled(t('error.unreachable')));
  if (response.ok) return response.json().catch(unlessCancelled(t('error.json', {path})));
  const answer = await response.json().catch(() => null);
  throw new Problem(answer?.error ?? t('error.status', {status: response.status}));
}

/** Turns a failure into a problem with this message; a request that was cancelled stays what it is. */
function unlessCancelled(message) {
  return failure => {
    throw failure.name === 'AbortError' ? failure : new Problem(message);
  };
}
