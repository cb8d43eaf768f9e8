import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {fire} from './support/page.js';
import {guarded, Problem, settle} from '../../main/resources/gatewise/serve/problems.js';

const box = document.getElementById('error');
const messages = () => box.querySelectorAll('p').map(line => line.textContent);
const fail = (topic, message) => guarded(topic, () => Promise.reject(new Problem(message)));

beforeEach(() => ['models', 'runs', 'image'].forEach(settle));

test('what a request returns is handed on', async () => {
  assert.equal(await guarded('models', async () => 7), 7);
  assert.equal(box.hidden, true);
});

test('a message stays until its own topic succeeds', async () => {
  assert.equal(await fail('models', 'no models'), undefined);
  await fail('runs', 'no runs');
  assert.equal(box.hidden, false);
  assert.deepEqual(messages(), ['no models', 'no runs']);
  await guarded('models', async () => []);
  assert.deepEqual(messages(), ['no runs']);
  settle('runs');
  assert.equal(box.hidden, true);
});

test('the same message of two topics is shown once, the latest of a topic only', async () => {
  await fail('models', 'unreachable');
  await fail('runs', 'unreachable');
  assert.deepEqual(messages(), ['unreachable']);
  await fail('runs', 'busy');
  assert.deepEqual(messages(), ['unreachable', 'busy']);
});

test('the reader can dismiss all messages', async () => {
  await fail('models', 'no models');
  await fail('runs', 'no runs');
  const [dismiss] = box.querySelectorAll('button');
  assert.equal(dismiss.getAttribute('aria-label'), 'Dismiss');
  fire(dismiss, 'click');
  assert.equal(box.hidden, true);
  await fail('image', 'no image');
  assert.deepEqual(messages(), ['no image']);
});

test('a cancelled request says nothing and takes no message away', async () => {
  await fail('image', 'no image');
  const cancelled = Promise.reject(new DOMException('cancelled', 'AbortError'));
  assert.equal(await guarded('image', () => cancelled), undefined);
  assert.deepEqual(messages(), ['no image']);
});

test('an error of the page itself is handed on, also one that is thrown at once', async () => {
  const broken = () => {
    throw new TypeError('broken');
  };
  await assert.rejects(guarded('models', broken), {name: 'TypeError', message: 'broken'});
  assert.equal(box.hidden, true);
});

test('a problem that is thrown at once is shown', async () => {
  await guarded('image', () => {
    throw new Problem('too large');
  });
  assert.deepEqual(messages(), ['too large']);
});
