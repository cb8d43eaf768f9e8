import * as server from './server.js';
import {byId, setText} from './dom.js';
import {t} from './i18n.js';
import {Pad} from './pad.js';
import {stepTo} from './player.js';
import {guarded, Problem, settle} from './problems.js';
import {itemOf, readsSequences, testsOf} from './reading.js';
import {startSequences} from './sequences.js';
import {chosenModels, imageFits, on, store, update} from './store.js';

const LARGEST_PICTURE = 2 * 1024 * 1024;
const BETWEEN_DRAWINGS = 80;

let pad;
let drawn = false;
let sending = false;
let request = new AbortController();

/** Wires the sources of images: the pad, the test set, a picture of the reader's. */
export function startImages() {
  const draw = () => {
    drawn = true;
    sendDrawing();
  };
  pad = new Pad(byId('pad'), () => request.abort(), draw);
  byId('clear').addEventListener('click', () => {
    pad.wipe();
    settle('image');
  });
  byId('upload').addEventListener('change', event => sendPicture(event.target));
  byId('test-form').addEventListener('submit', event => {
    event.preventDefault();
    loadTest(asked());
    byId('scrub').focus();
  });
  byId('test-previous').addEventListener('click', () => loadTest(asked() - 1));
  byId('test-next').addEventListener('click', () => loadTest(asked() + 1));
  byId('test-random').addEventListener('click', () => loadTest(Math.floor(Math.random() * testImages())));
  startSequences(show, loadTest);
  on(['theme'], () => pad.show());
  on(['image', 'language'], describeImage);
  on(['models', 'chosen', 'image'], offerTest);
}

const asked = () => Number(byId('test-index').value) || 0;

/** The chosen model whose test set is at hand, if any. */
const tester = () => chosenModels().find(model => testsOf(model) > 0);

const testImages = () => testsOf(tester());

/** Test images can be had only if a chosen model has its data set at hand; the first one comes by itself. */
function offerTest() {
  const available = testImages();
  for (const control of byId('test-form').elements) control.disabled = available === 0;
  byId('test-index').max = Math.max(0, available - 1);
  describeImage();
  if (store.wish && chosenModels().length > 0) openWished();
  else if (store.image && chosenModels().length > 0 && !imageFits()) update({image: null});
  else if (available > 0 && store.image === null) loadTest(0);
}

/** Opens the image and the row that the address asks for, as soon as there is a model to read it. */
export function openWished() {
  if (!store.wish || chosenModels().length === 0) return;
  const {image, row} = store.wish;
  store.wish = null;
  if (image?.pixels || image?.steps) show(image, row);
  else if (image && !isOpen(image.index)) loadTest(image.index, row);
  else if (!store.image) loadTest(0, row);
  else if (row !== undefined) stepTo(row);
}

const isOpen = index => store.image?.source === 'test' && store.image.index === index;

/** A reading begins at the top, or goes on at `startRow`. */
function show(image, startRow) {
  pad.wipe();
  update({image: startRow === undefined ? image : {...image, startRow}});
}

async function loadTest(index, startRow) {
  const model = tester();
  if (!model) return;
  const inside = (index + testsOf(model)) % testsOf(model);
  byId('test-index').value = inside;
  byId('test-name').value = inside;
  const image = await guarded('image', async () =>
    readsSequences(model)
      ? itemOf(await server.testSequence(model.id, inside, onlyThis()))
      : server.testImage(model.id, inside, onlyThis())
  );
  if (!image) return;
  show({...image, source: 'test'}, startRow);
}

async function sendPicture(input) {
  const [file] = input.files;
  input.value = '';
  if (!file || chosenModels().length === 0) return;
  const image = await guarded('image', () => {
    if (file.size > LARGEST_PICTURE) throw new Problem(t('image.tooLarge'));
    return server.picture(chosenModels()[0].id, file, onlyThis());
  });
  if (!image) return;
  show({...image, source: 'picture', name: file.name});
}

/** Sends the drawing while it grows, as often as the server can follow. */
async function sendDrawing() {
  if (sending || chosenModels().length === 0) return;
  sending = true;
  try {
    while (drawn) {
      drawn = false;
      if (!pad.isLegible()) break;
      const blob = await pad.picture();
      const [model] = chosenModels();
      if (!model) break;
      const image = await guarded('image', () => server.picture(model.id, blob, onlyThis()));
      if (image) update({image: {...image, source: 'drawing'}});
      await new Promise(resolve => setTimeout(resolve, BETWEEN_DRAWINGS));
    }
  } finally {
    sending = false;
  }
}

function onlyThis() {
  request.abort();
  request = new AbortController();
  return request.signal;
}

function describeImage() {
  const {image} = store;
  const line = byId('image-label');
  if (image?.steps) {
    setText(line, describeSequence(image));
    return;
  }
  if (!image) setText(line, testImages() || chosenModels().length === 0 ? '' : t('image.noTest'));
  else if (image.source === 'test') setText(line, t('image.isTest', image));
  else if (image.source === 'picture') setText(line, t('image.isPicture', image));
  else setText(line, t('image.isDrawing'));
}

function describeSequence({source, name, index, rows, label}) {
  const words = {name: name ?? index, steps: rows, label};
  if (source !== 'test') return t(name ? 'sequence.isFile' : 'sequence.isPasted', words);
  return t(label === undefined ? 'sequence.isTest' : 'sequence.isTestOf', words);
}
