import {t} from './i18n.js';
import {Problem} from './problems.js';

/** @returns {Promise<object[]>} the models that the server has open */
export const models = async () => (await call('/api/models')).models;

/** @returns {Promise<object[]>} the training runs, live and finished */
export const runs = async () => (await call('/api/runs')).runs;

/** @returns {Promise<{rows, columns, pixels, label, index}>} test image `index` of the model's data set */
export const testImage = (model, index, signal) => call(`${at(model)}/images/${index}`, {signal});

/** @returns {Promise<{index, name, features, steps, truth}>} test sequence `index` of the model's data set */
export const testSequence = (model, index, signal) => call(`${at(model)}/sequences/${index}`, {signal});

/** @returns {Promise<{count, sequences: {index, name, steps}[]}>} names of test sequences, from number `from` on */
export const sequenceNames = (model, from) => call(`${at(model)}/sequences/from/${from}`);

/** @returns {Promise<{features, steps, name, truth} | {features, sequences: {steps, name, truth}[]}>} one sequence of a text, or several */
export const sequences = (model, text) =>
  call(`${at(model)}/sequences`, {method: 'POST', body: text, headers: {'Content-Type': 'text/csv'}});

/** @returns {Promise<{rows, columns, pixels}>} the picture in the model's own form, cut out, scaled and centred */
export const picture = (model, blob, signal) =>
  call(`${at(model)}/pictures`, {
    method: 'POST',
    body: blob,
    headers: {'Content-Type': blob.type || 'application/octet-stream'},
    signal,
  });

/**
 * `content` is {pixels}, or of a sequence {steps}.
 * @returns {Promise<object>} what the cells did, row by row or step by step
 */
export const trace = (model, content, surgery, signal) => post(`${at(model)}/trace`, {...content, surgery}, signal);

/**
 * `tests` is {images: so many} or {sequences: so many}.
 * @returns {Promise<{before, after, classes, outputs}>} accuracy, or errors of numbers, without and with the surgery
 */
export const accuracy = (model, tests, surgery) => post(`${at(model)}/accuracy`, {...tests, surgery});

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
