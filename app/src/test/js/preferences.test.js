import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {fire} from './support/page.js';
import {calm, remember, remembered} from '../../main/resources/gatewise/serve/preferences.js';
import {store} from '../../main/resources/gatewise/serve/store.js';
import {startTheme, toggleTheme} from '../../main/resources/gatewise/serve/theme.js';

const dark = matchMedia('(prefers-color-scheme: dark)');

beforeEach(() => {
  localStorage.clear();
  dark.matches = false;
});

test('a choice is remembered under the name of the application', () => {
  assert.equal(remembered('theme'), null);
  remember('theme', 'dark');
  assert.equal(remembered('theme'), 'dark');
  assert.equal(localStorage.getItem('gatewise.theme'), 'dark');
});

test('a browser that forbids it forgets', t => {
  const refuse = () => {
    throw new Error('denied');
  };
  t.mock.method(localStorage, 'getItem', refuse);
  t.mock.method(localStorage, 'setItem', refuse);
  remember('theme', 'dark');
  assert.equal(remembered('theme'), null);
});

test('little motion is what the system says', () => {
  assert.equal(calm(), false);
  matchMedia('(prefers-reduced-motion: reduce)').matches = true;
  assert.equal(calm(), true);
});

test("the theme is the system's, and follows it, until the reader has chosen", () => {
  dark.matches = true;
  startTheme();
  assert.equal(store.theme, 'dark');
  assert.equal(document.documentElement.dataset.theme, 'dark');
  dark.matches = false;
  fire(dark, 'change');
  assert.equal(store.theme, 'light');
  toggleTheme();
  assert.equal(store.theme, 'dark');
  fire(dark, 'change');
  assert.equal(store.theme, 'dark');
  startTheme();
  assert.equal(store.theme, 'dark');
  toggleTheme();
  assert.equal(remembered('theme'), 'light');
});
