const routes = new Map();

/** What was asked, in order: {path, method, body, headers, signal}. */
export const requests = [];

/** Answers a path with what `answer(request)` returns or promises; an instance of Refusal is an error's answer. */
export function serve(path, answer) {
  routes.set(path, answer);
}

/** An answer of this status. */
export class Refusal {
  constructor(status, body) {
    Object.assign(this, {status, body});
  }
}

/** A promise and the functions that end it. */
export function pending() {
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, {resolve, reject}));
  return parts;
}

globalThis.fetch = async (path, {method = 'GET', body, headers, signal} = {}) => {
  const request = {path, method, body, headers, signal};
  requests.push(request);
  const answer = routes.get(path) ?? (() => new Refusal(404, {error: `nothing at ${path}`}));
  const found = await Promise.race([answer(request), cancelled(signal)]);
  if (found instanceof Refusal) return {ok: false, status: found.status, json: async () => found.body};
  return {ok: true, status: 200, json: async () => found};
};

function cancelled(signal) {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason));
  });
}
