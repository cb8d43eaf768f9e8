import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import './support/page.js';
import {hideReadout, showReadout} from '../../main/resources/gatewise/serve/readout.js';

const box = document.getElementById('readout');

beforeEach(() => {
  hideReadout();
  Object.assign(box, {offsetWidth: 200, offsetHeight: 30});
});

test('the line stands above the point and to its right', () => {
  showReadout('row 3', 400, 300);
  assert.equal(box.hidden, false);
  assert.equal(box.textContent, 'row 3');
  assert.deepEqual(box.style, {left: '414px', top: '258px'});
  hideReadout();
  assert.equal(box.hidden, true);
});

test('it stays inside the window: below the point at the top, further left at the right edge', () => {
  showReadout('row 0', 990, 40);
  assert.deepEqual(box.style, {left: '792px', top: '58px'});
  box.offsetWidth = 1200;
  showReadout('row 0', 990, 51);
  assert.deepEqual(box.style, {left: '8px', top: '9px'});
});
