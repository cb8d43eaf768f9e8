import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import './support/page.js';
import {Refusal, requests, serve} from './support/server.js';
import {Problem} from '../../main/resources/gatewise/serve/problems.js';
import * as server from '../../main/resources/gatewise/serve/server.js';

const refused = message => failure => failure instanceof Problem && failure.message === message;

beforeEach(() => (requests.length = 0));

test('the lists are taken out of their answers', async () => {
  serve('/api/models', () => ({models: [1]}));
  serve('/api/runs', () => ({runs: [2]}));
  assert.deepEqual(await server.models(), [1]);
  assert.deepEqual(await server.runs(), [2]);
});

test("a model's id is escaped in the path", async () => {
  serve('/api/models/a%2Fb/images/7', () => ({label: '3'}));
  assert.deepEqual(await server.testImage('a/b', 7), {label: '3'});
});

test('a picture is sent as it is, with its type', async () => {
  serve('/api/models/1/pictures', () => ({}));
  const blob = new Blob(['x'], {type: 'image/png'});
  await server.picture('1', blob);
  await server.picture('1', new Blob(['x']));
  assert.equal(requests[0].method, 'POST');
  assert.equal(requests[0].body, blob);
  assert.deepEqual(
    requests.map(({headers}) => headers['Content-Type']),
    ['image/png', 'application/octet-stream']
  );
});

test('a trace and an accuracy are asked for in JSON', async () => {
  serve('/api/models/1/trace', () => ({}));
  serve('/api/models/1/accuracy', () => ({}));
  await server.trace('1', {pixels: [0, 255]}, undefined);
  await server.accuracy('1', {images: 1000}, {order: 'reversed'});
  assert.deepEqual(
    requests.map(({method, body, headers}) => [method, body, headers['Content-Type']]),
    [
      ['POST', '{"pixels":[0,255]}', 'application/json'],
      ['POST', '{"images":1000,"surgery":{"order":"reversed"}}', 'application/json'],
    ]
  );
});

test("a refusal is worded by the server's own error, else by its status", async () => {
  serve('/api/models', () => new Refusal(400, {error: 'no such thing'}));
  await assert.rejects(server.models(), refused('no such thing'));
  serve('/api/models', () => new Refusal(502, null));
  await assert.rejects(server.models(), refused('The server answered with status 502.'));
});

test('a server that cannot be reached is a problem', async () => {
  serve('/api/models', () => Promise.reject(new TypeError('fetch failed')));
  await assert.rejects(server.models(), refused('The server cannot be reached. Is gatewise serve still running?'));
});

test('an answer that is not JSON is a problem', async t => {
  t.mock.method(globalThis, 'fetch', async () => new Response('<html>'));
  await assert.rejects(server.runs(), refused('The server’s answer to /api/runs is not JSON.'));
  t.mock.restoreAll();
  t.mock.method(globalThis, 'fetch', async () => new Response('<html>', {status: 500}));
  await assert.rejects(server.runs(), refused('The server answered with status 500.'));
});

test('a cancelled request is no problem', async () => {
  const request = new AbortController();
  serve('/api/models/1/images/0', () => new Promise(() => {}));
  const image = server.testImage('1', 0, request.signal);
  request.abort();
  await assert.rejects(image, {name: 'AbortError'});
});
