import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import './support/page.js';
import {brief, count, decimal, percent, startLanguage, t, toggleLanguage} from '../../main/resources/gatewise/serve/i18n.js';
import {on, store} from '../../main/resources/gatewise/serve/store.js';

beforeEach(() => {
  localStorage.clear();
  navigator.language = 'en-GB';
  startLanguage();
});

test('a text is filled in; what is not given stays', () => {
  assert.equal(t('player.row', {row: 4, read: 5, rows: 28}), 'row 4 · 5 of 28 read');
  assert.equal(t('error.status', {}), 'The server answered with status {status}.');
  assert.equal(t('map.pixel', {row: 0, column: '{row}', value: ''}), 'row 0, column {row}: ');
});

test('a key without a text is an error', () => {
  assert.throws(() => t('no.such'), /No text for no\.such/);
});

test('numbers have a true minus sign, a fixed number of decimals, and a dash for none', () => {
  assert.equal(decimal(-0.256), '\u22120.26');
  assert.equal(decimal(1, 0), '1');
  assert.equal(decimal(null), '–');
  assert.equal(decimal(NaN), '–');
  assert.equal(percent(0.98125, 2), '98.13%');
  assert.equal(percent(1), '100%');
  assert.equal(percent(undefined), '–');
  assert.equal(count(1234567.6), '1,234,568');
  assert.equal(count(Infinity), '–');
});

test("the browser's language is the reader's until another is chosen and remembered", () => {
  navigator.language = 'zh-TW';
  startLanguage();
  assert.equal(store.language, 'zh-CN');
  toggleLanguage();
  assert.equal(store.language, 'en');
  startLanguage();
  assert.equal(store.language, 'en');
  navigator.language = undefined;
  localStorage.clear();
  startLanguage();
  assert.equal(store.language, 'en');
});

test('a change of language reaches the page and those who listen', () => {
  let told = 0;
  on(['language'], () => told++);
  toggleLanguage();
  assert.equal(told, 1);
  assert.equal(document.documentElement.lang, 'zh-CN');
  assert.equal(document.getElementById('nav-read').textContent, '逐行阅读');
  const back = document.getElementById('step-back');
  assert.equal(back.getAttribute('aria-label'), '后退一行');
  assert.equal(back.title, '后退一行');
  assert.equal(back.textContent, '‹', 'a label does not replace what is in the button');
  assert.equal(document.getElementById('scrub').title, '');
  assert.equal(t('player.play'), '播放');
});

test('of a long name a sentence has the two ends', () => {
  const name = 'a'.repeat(60) + '😀'.repeat(60);
  assert.equal(brief(name), `${'a'.repeat(40)} … ${'😀'.repeat(40)}`);
  assert.equal(brief('short'), 'short');
  assert.ok(t('guess.label', {model: name}).includes(brief(name)));
});
