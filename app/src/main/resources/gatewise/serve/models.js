import * as server from './server.js';
import {byId, html} from './dom.js';
import {count, figures, percent, t} from './i18n.js';
import {guarded} from './problems.js';
import {readsSequences} from './reading.js';
import {chosenModels, on, store, update} from './store.js';
import {titleAmong} from './titles.js';

const EVERY = 3000;
const AT_FIRST = 3;

let known = null;

/** Loads the models and keeps watch while one is being trained or the first may still come. */
export async function startModels() {
  on(['models', 'chosen', 'language', 'awaited'], list);
  try {
    await load();
  } finally {
    setInterval(watch, EVERY);
  }
}

function watch() {
  const mayChange = store.models.length === 0 || store.models.some(model => model.id === 'live');
  if (mayChange && mayCome(store.awaited) && !document.hidden) load();
}

async function load() {
  let models = toldApart(await guarded('models', server.models));
  if (models?.length === 0) {
    const awaited = await awaitedRun();
    // What has ended in between may have left one; where that is not answered, it is asked again later.
    if (awaited && !mayCome(awaited)) models = toldApart(await guarded('models', server.models));
    if (awaited && models?.length === 0 && JSON.stringify(awaited) !== JSON.stringify(store.awaited)) update({awaited});
  }
  if (!models || JSON.stringify(models) === known) return;
  const first = store.models.length === 0;
  const still = store.chosen.filter(id => models.some(model => model.id === id));
  if (first) update({models, chosen: wished(models) ?? firstFew(models)});
  else if (still.length < store.chosen.length) update({models, chosen: still});
  else update({models});
  known = JSON.stringify(models);
}

/** What the run in training reads, and whether a model may still come of it. */
async function awaitedRun() {
  const runs = await guarded('models', server.runs);
  const run = runs?.find(({id}) => id === 'live');
  if (!run) return null;
  const {kind, task, state} = run;
  return {kind, task, state};
}

const mayCome = awaited => !awaited || awaited.state === 'training';

/** The same models; those that share a title have their names in it. */
const toldApart = models => models?.map(model => ({...model, title: titleAmong(models, model)}));

/** Those of the models that the address asks for, as many as can read together; null if there are none. */
function wished(models) {
  const asked = models.filter(model => store.wish?.chosen.includes(model.id));
  return asked.length ? asked.filter(model => sameForm(model, asked[0])).map(model => model.id) : null;
}

function firstFew(models) {
  return models
    .filter(model => sameForm(model, models[0]))
    .slice(0, AT_FIRST)
    .map(model => model.id);
}

/** Whether two models read images of the same form, or sequences of the same features. */
const sameForm = (one, other) =>
  readsSequences(one) || readsSequences(other)
    ? one.kind === other.kind && JSON.stringify(one.features) === JSON.stringify(other.features)
    : one.timeSteps === other.timeSteps && one.inputSize === other.inputSize;

/** Words for a model: its cell, its layers, its size, its accuracy. */
export function describeModel(model) {
  const parts = [t(`cell.${model.cell}`)];
  if (readsSequences(model)) parts.unshift(t(`task.${model.task}`));
  if (model.cell === 'gru') parts.push(t(model.resetAfter ? 'cell.resetAfter' : 'cell.resetBefore'));
  parts.push(t('model.units', {units: model.hiddenSizes.join(' + ')}));
  if (model.bidirectional) parts.push(t('model.bidirectional'));
  parts.push(t('model.parameters', {parameters: count(model.parameters)}));
  if (model.epochs > 0) parts.push(t(model.epochs === 1 ? 'model.epoch' : 'model.epochs', {epochs: model.epochs}));
  if (model.validationAccuracy !== null)
    parts.push(t('model.accuracy', {accuracy: percent(model.validationAccuracy, 2)}));
  else if (Number.isFinite(model.validationLoss))
    parts.push(t('model.loss', {loss: figures(model.validationLoss)}));
  return parts.join(' · ');
}

function list() {
  const focused = document.activeElement?.id;
  byId('models').replaceChildren(
    ...(store.models.length
      ? store.models.map(line)
      : [html('li', {className: 'quiet', textContent: t(mayCome(store.awaited) ? 'models.none' : 'models.ended')})])
  );
  if (focused?.startsWith('model-')) byId(focused)?.focus();
}

function line(model) {
  const [first] = chosenModels();
  const fits = !first || sameForm(model, first);
  const box = html('input', {
    type: 'checkbox',
    id: `model-${model.id}`,
    checked: store.chosen.includes(model.id),
    disabled: !fits,
    on: {
      change: event => choose(model.id, event.target.checked),
      keydown: event => event.key === 'Enter' && open(model.id),
    },
  });
  const words = fits ? describeModel(model) : t('models.otherForm', {rows: model.timeSteps, columns: model.inputSize}, model);
  return html(
    'li',
    {},
    html(
      'label',
      {title: model.name},
      box,
      html('span', {}, html('strong', {textContent: model.title}), html('small', {textContent: words}))
    )
  );
}

/** Lets a model read, and goes to its answer. */
function open(id) {
  if (!store.chosen.includes(id)) choose(id, true);
  byId(`title-${id}`).focus();
}

function choose(id, wanted) {
  update({chosen: wanted ? [...store.chosen, id] : store.chosen.filter(other => other !== id)});
}
