import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pass} from './support/clock.js';
import {fire} from './support/page.js';
import {debounce, html, setText, svg} from '../../main/resources/gatewise/serve/dom.js';

test('properties are set as such, everything else as an attribute', () => {
  const box = html('input', {id: 'box', type: 'checkbox', checked: true, 'aria-label': 'a box', 'data-x': 1});
  assert.equal(box.checked, true);
  assert.equal(box.dataset.testid, 'box');
  assert.equal(box.getAttribute('aria-label'), 'a box');
  assert.equal(box.dataset.x, '1');
  assert.equal(html('td', {scope: true}).getAttribute('scope'), '');
});

test('what is absent is not set', () => {
  const button = html('button', {disabled: false, title: undefined, 'aria-busy': null});
  for (const name of ['disabled', 'title', 'aria-busy', 'data-testid']) assert.equal(button.hasAttribute(name), false);
});

test('children that are absent are left out, a number is not', () => {
  const line = html('p', {}, 'a', null, undefined, false, 0, html('b', {textContent: 'c'}));
  assert.equal(line.textContent, 'a0c');
});

test('listeners are added by the names of their events', () => {
  let clicks = 0;
  fire(html('button', {on: {click: () => clicks++}}), 'click');
  assert.equal(clicks, 1);
});

test('every setting of an SVG element is an attribute', () => {
  const line = svg('line', {class: 'axis', width: 3});
  assert.equal(line.namespaceURI, 'http://www.w3.org/2000/svg');
  assert.equal(line.getAttribute('class'), 'axis');
  assert.equal(line.getAttribute('width'), '3');
});

test('a text that stays is not set again', () => {
  const line = html('p', {textContent: 'same'});
  let set = 0;
  line.replaceChildren = () => set++;
  setText(line, 'same');
  assert.equal(set, 0);
  setText(line, 'other');
  assert.equal(set, 1);
});

test('a debounced action happens once, the delay after the last call', async () => {
  let done = 0;
  const act = debounce(100, () => done++);
  act();
  await pass(60);
  act();
  await pass(99);
  assert.equal(done, 0);
  await pass(1);
  assert.equal(done, 1);
});

test('what would be more than text stands as its number, wherever it is shown', () => {
  const name = 'a\u001b[31m\u202eb\nc\u2028\u0000</script><img src=x onerror=alert(1)>';
  const line = 'a\\u001b[31m\\u202eb\\u000ac\\u2028\\u0000</script><img src=x onerror=alert(1)>';
  const button = html('button', {title: name, 'aria-label': name}, html('b', {textContent: name}), name);
  assert.equal(button.title, line);
  assert.equal(button.getAttribute('aria-label'), line);
  assert.equal(button.textContent, line + line);
  setText(button, name);
  assert.equal(button.textContent, line);
});
