import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {gru, image, lstm} from './support/models.js';
import './support/page.js';
import {openCell} from '../../main/resources/gatewise/serve/selection.js';
import {chosenModels, imageFits, on, store, timeSteps, update} from '../../main/resources/gatewise/serve/store.js';

beforeEach(() => update({models: [lstm, gru], chosen: [], image: null}));

test('a listener is told once of a change of several of its fields, after all are set', () => {
  const seen = [];
  on(['row', 'image'], () => seen.push([store.row, store.image?.label]));
  update({row: 5, image: image()});
  assert.deepEqual(seen, [[5, '7']]);
  update({comparing: false});
  assert.equal(seen.length, 1);
});

test('the same listener for two fields is one listener', () => {
  let told = 0;
  const listener = () => told++;
  on(['theme'], listener);
  on(['theme', 'language'], listener);
  update({theme: 'dark', language: 'en'});
  assert.equal(told, 1);
});

test('the chosen models come in the order of the list, without those that are gone', () => {
  store.chosen = ['2', 'gone', '1'];
  assert.deepEqual(chosenModels(), [lstm, gru]);
});

test('the number of rows is that of the models that read, 28 before there is one', () => {
  assert.equal(timeSteps(), 28);
  update({models: [{...lstm, timeSteps: 14}], chosen: ['1']});
  assert.equal(timeSteps(), 14);
});

test('an image fits if it has the rows and columns that the models read', () => {
  assert.equal(imageFits(), false);
  update({image: image()});
  assert.equal(imageFits(), false, 'no model');
  update({chosen: ['1']});
  assert.equal(imageFits(), true);
  update({image: image({rows: 14})});
  assert.equal(imageFits(), false);
  update({image: image({columns: 56})});
  assert.equal(imageFits(), false);
});

test('a unit is shown by going to the cell page', () => {
  const selection = {model: '2', layer: 2, direction: 'backward', unit: 7};
  openCell(selection);
  assert.deepEqual(store.selection, selection);
  assert.equal(location.hash, '#/cell');
});
