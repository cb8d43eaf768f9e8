import {byId, setText} from './dom.js';
import {t} from './i18n.js';
import {calm} from './preferences.js';
import {readsSequences} from './reading.js';
import {chosenModels, on, store, timeSteps, update} from './store.js';

/** A long sequence is read in so many strides, so that it ends while somebody watches. */
const STRIDES = 150;

let timer = null;

/** Wires play, pause, the steps and the slider to the row that has just been read. */
export function startPlayer() {
  byId('play').addEventListener('click', () => (timer ? pause() : play()));
  byId('step-back').addEventListener('click', () => stepTo(store.row - 1));
  byId('step-forward').addEventListener('click', () => stepTo(store.row + 1));
  byId('scrub').addEventListener('input', event => stepTo(Number(event.target.value)));
  byId('speed').addEventListener('change', () => {
    if (timer) begin();
  });
  on(['image'], startReading);
  on(['row', 'chosen', 'language'], show);
  show();
}

/** Stops and goes to a row. */
export function stepTo(row) {
  pause();
  update({row: Math.max(0, Math.min(timeSteps() - 1, row))});
}

/** The same, and where the row is opened, to the slider that goes on from there. */
export function goTo(row, open) {
  stepTo(row);
  if (open) byId('scrub').focus();
}

/** A new image is read from the top, unless it says where to begin; a drawing is shown as read, so that the guess follows the pen. */
function startReading() {
  if (!store.image) pause();
  else if (store.image.startRow !== undefined) stepTo(store.image.startRow);
  else if (store.image.source === 'drawing' || calm()) stepTo(timeSteps() - 1);
  else {
    update({row: 0});
    begin();
  }
}

function play() {
  if (store.row >= timeSteps() - 1) update({row: 0});
  begin();
}

function begin() {
  clearInterval(timer);
  timer = setInterval(advance, Number(byId('speed').value));
  show();
}

function advance() {
  if (store.row >= timeSteps() - 1) pause();
  else update({row: Math.min(timeSteps() - 1, store.row + stride())});
}

const stride = () => (readsSequences(chosenModels()[0]) ? Math.ceil(timeSteps() / STRIDES) : 1);

/** Stops the animation where it is. */
export function pause() {
  clearInterval(timer);
  timer = null;
  show();
}

function show() {
  const last = timeSteps() - 1;
  const scrub = byId('scrub');
  scrub.max = last;
  scrub.value = store.row;
  const idle = chosenModels().length === 0;
  const place = idle ? '' : t('player.row', {row: store.row, read: store.row + 1, rows: last + 1});
  scrub.setAttribute('aria-valuetext', place);
  setText(byId('row-now'), place);
  setText(byId('play'), timer ? t('player.pause') : t('player.play'));
  for (const id of ['play', 'scrub']) byId(id).disabled = idle;
  byId('step-back').disabled = idle || store.row === 0;
  byId('step-forward').disabled = idle || store.row === last;
}
