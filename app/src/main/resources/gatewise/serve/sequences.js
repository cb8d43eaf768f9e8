import * as server from './server.js';
import {byId, html} from './dom.js';
import {relabel, t} from './i18n.js';
import {guarded, Problem} from './problems.js';
import {itemOf, readsSequences, testsOf} from './reading.js';
import {chosenModels, inView, on} from './store.js';

const NAMED = 6;
const LARGEST_TEXT = 16 * 1024 * 1024;

/** What the page was worded for. */
let worded = '';
let listed = null;
/** The sequences of the text that was read last, if they are several. */
let given = [];

/**
 * Wires the sources of sequences: names of the test set, text that is pasted, a file. `read(item)` shows a sequence, `load(index)` one of
 * the test set.
 */
export function startSequences(read, load) {
  byId('sequence-form').addEventListener('submit', event => {
    event.preventDefault();
    send(byId('sequence-text').value, read);
  });
  byId('sequence-file').addEventListener('change', event => sendFile(event.target, read));
  byId('given-name').addEventListener('change', event => read(given[event.target.value]));
  byId('test-name').addEventListener('change', event => load(Number(event.target.value)));
  on(['models', 'chosen', 'awaited'], offer);
  on(['language'], () => relabel());
  offer();
}

/** Shows the sources of what is read. */
function offer() {
  const [model] = chosenModels();
  const {kind, task} = inView();
  const sequences = kind === 'sequences';
  if (`${kind} ${task}` !== worded) {
    worded = `${kind} ${task}`;
    relabel();
  }
  byId('drawing').hidden = sequences;
  byId('pasting').hidden = !sequences;
  for (const control of [...byId('sequence-form').elements, byId('sequence-file')]) control.disabled = !model;
  if (given.length && JSON.stringify(given[0].features) !== JSON.stringify(model?.features)) byId('given').hidden = true;
  byId('sequence-features').textContent = readsSequences(model)
    ? t('sequence.columns', {names: firstOf(model.features)})
    : '';
  listNames(readsSequences(model) ? chosenModels().find(testsOf) : undefined);
}

const firstOf = names => names.slice(0, NAMED).join(', ') + (names.length > NAMED ? ', …' : '');

/** The names of the test sequences, where they are not just their numbers. */
async function listNames(model) {
  if (listed === (model?.id ?? null)) return;
  listed = model?.id ?? null;
  byId('names').hidden = true;
  if (!model) return;
  const answer = await guarded('names', () => server.sequenceNames(model.id, 0));
  if (!answer || listed !== model.id) return;
  const {sequences} = answer;
  byId('names').hidden = sequences.every(({index, name}) => String(index) === name);
  listOptions('test-name', sequences);
  byId('test-name').value = byId('test-index').value;
}

const listOptions = (id, sequences) =>
  byId(id).replaceChildren(
    ...sequences.map(({index, name, steps}) =>
      html('option', {value: index, textContent: t('sequence.option', {name, steps})})
    )
  );

async function sendFile(input, read) {
  const [file] = input.files;
  input.value = '';
  if (file) await send(file, read, file.name);
}

async function send(text, read, name = null) {
  const [model] = chosenModels();
  if (!model) return;
  const answer = await guarded('image', () => {
    if ((text.size ?? text.length) > LARGEST_TEXT) throw new Problem(t('sequence.tooLarge'));
    return server.sequences(model.id, text);
  });
  if (!answer) return;
  const {features, sequences} = answer;
  given = (sequences ?? [answer]).map(sequence => ({
    ...itemOf({...sequence, features}),
    source: 'pasted',
    name: sequence.name ?? name,
  }));
  listOptions('given-name', given.map(({rows, ...item}, index) => ({...item, index, steps: rows})));
  byId('given').hidden = given.length === 1;
  read(given[0]);
}
