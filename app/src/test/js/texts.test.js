import assert from 'node:assert/strict';
import {test} from 'node:test';
import './support/page.js';
import {keysAskedFor, keysByName} from './support/sources.js';
import chinese from '../../main/resources/gatewise/serve/chinese.js';
import ofSequencesInChinese from '../../main/resources/gatewise/serve/chinesesequences.js';
import english from '../../main/resources/gatewise/serve/english.js';
import ofSequencesInEnglish from '../../main/resources/gatewise/serve/englishsequences.js';
import {allGates} from '../../main/resources/gatewise/serve/quantities.js';

const quantities = [...allGates, 'cell', 'hidden'];
const cells = ['lstm', 'gru', 'simple'];
const charts = ['loss', 'accuracy', 'speed', 'closed', 'open'];

/** What a key that is put together can be. */
const TEMPLATES = {
  'nav.${page}': ['read', 'cell', 'runs'].map(page => `nav.${page}`),
  "nav.${store.page ?? 'read'}": ['read', 'cell', 'runs'].map(page => `nav.${page}`),
  'cell.${model.cell}': cells.map(cell => `cell.${cell}`),
  'cell.about.${model.cell}': cells.map(cell => `cell.about.${cell}`),
  'quantity.${name}': quantities.map(name => `quantity.${name}`),
  'quantity.${gate}': allGates.map(name => `quantity.${name}`),
  'task.${model.task}': ['classify', 'regress', 'forecast', 'tag'].map(task => `task.${task}`),
  'quantity.${lack.gate}': allGates.map(name => `quantity.${name}`),
  'quantity.${quantity}': quantities.map(name => `quantity.${name}`),
  'meaning.${name}': quantities.map(name => `meaning.${name}`),
  'direction.${direction}': ['direction.forward', 'direction.backward'],
  'direction.${each}': ['direction.forward', 'direction.backward'],
  'panel.${version}': ['panel.before', 'panel.after'],
  'order.${order}': ['order.as-is', 'order.reversed', 'order.shuffled'],
  'runs.schedule.${settings.schedule}': ['runs.schedule.constant', 'runs.schedule.cosine'],
  'order.${value}': ['order.as-is', 'order.reversed', 'order.shuffled'],
  'runs.${run.state}': ['runs.training', 'runs.finished', 'runs.failed'],
  'runs.${key}': charts.map(chart => `runs.${chart}`),
  'runs.${key}.axis': charts.map(chart => `runs.${chart}.axis`),
  '${way}Last': ['guess.settledLast', 'guess.settledEachWayLast'],
};

const keys = Object.keys(english);
const {literals, templates} = keysAskedFor();
const inPage = ['data-i18n', 'data-i18n-label'].flatMap(name =>
  document.querySelectorAll(`[${name}]`).map(element => element.getAttribute(name))
);
const used = new Set([
  ...literals,
  ...templates.flatMap(template => TEMPLATES[template] ?? []),
  ...keysByName(new Set(keys.map(key => key.split('.')[0]))),
  ...inPage,
]);
const placeholders = text => [...new Set(text.match(/\{\w+\}/g))].sort();

test('both languages have the same keys in the same order', () => {
  assert.deepEqual(Object.keys(chinese), keys);
});

test('a text has the same placeholders in both languages', () => {
  for (const key of keys) assert.deepEqual(placeholders(chinese[key]), placeholders(english[key]), key);
});

test('it is known what every key that is put together can be', () => {
  assert.deepEqual([...new Set(templates)].sort(), Object.keys(TEMPLATES).sort());
});

test('every key that is used has a text', () => {
  assert.ok(inPage.length > 20 && literals.length > 60, `${inPage.length} in the page, ${literals.length} in calls`);
  assert.deepEqual(
    [...used].filter(key => !(key in english)),
    []
  );
});

test('every text is used', () => {
  assert.deepEqual(
    keys.filter(key => !used.has(key)),
    []
  );
});

test('no text is empty', () => {
  for (const texts of [english, chinese]) for (const key of keys) assert.notEqual(texts[key].trim(), '', key);
});

test('where sequences are read, other words stand for some of the same keys, with the same placeholders', () => {
  const other = Object.keys(ofSequencesInEnglish);
  assert.deepEqual(Object.keys(ofSequencesInChinese), other);
  assert.deepEqual(
    other.filter(key => !(key in english)),
    []
  );
  for (const key of other) {
    assert.deepEqual(placeholders(ofSequencesInChinese[key]), placeholders(ofSequencesInEnglish[key]), key);
    for (const name of placeholders(ofSequencesInEnglish[key])) assert.match(english[key], new RegExp(name), key);
  }
});

test('no words for sequences speak of images', () => {
  const said = {...english, ...ofSequencesInEnglish};
  const kept = /^(image\.(pad|hint|clear|upload|is|tooLarge)|map\.(pixel|pixels|asRead)|runs\.(shift|pixels)|skip|cell\.notation)/;
  const wrong = Object.keys(said).filter(
    key => !kept.test(key) && /\b(images?|pixels?|digits?|rows?|pictures?)\b/i.test(said[key].replace(/\{\w+\}/g, ''))
  );
  assert.deepEqual(wrong, ['sequence.paste', 'sequence.columns']);
});
