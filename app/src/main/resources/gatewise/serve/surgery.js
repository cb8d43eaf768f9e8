import {placeAccuracy, startAccuracy} from './accuracy.js';
import {byId, debounce, html, setText} from './dom.js';
import {decimal, t} from './i18n.js';
import {allGates} from './quantities.js';
import {chosenModels, on, store, timeSteps, update} from './store.js';
import {numbersIn} from './surgeryfor.js';

const PAUSE = 150;

const untouched = () => ({
  clamps: Object.fromEntries(allGates.map(gate => [gate, {on: false, value: 0}])),
  from: '',
  to: '',
  units: '',
  layer: '',
  order: 'as-is',
  seed: 1,
  blankRows: '',
});

let form = untouched();
let published = null;
/** The number of steps that the form is for. */
let built = 0;
const publish = debounce(PAUSE, () => {
  if (chosenModels().length === 0) return;
  const surgery = wanted();
  if (JSON.stringify(surgery) === JSON.stringify(store.surgery)) return;
  published = surgery;
  update({surgery});
});

/** The panel with which gates are held at a value, rows shuffled or blanked. */
export function startSurgery() {
  on(['chosen', 'language'], build);
  on(['image'], () => built !== timeSteps() && build());
  on(['surgery'], adopt);
  on(['comparing'], () => {
    if (byId('compare')) byId('compare').checked = store.comparing;
  });
  startAccuracy();
}

/** Fills the form with a surgery that does not come from it. */
function adopt() {
  if (store.surgery === published) return;
  published = store.surgery;
  form = formOf(store.surgery);
  build();
}

function formOf(surgery) {
  const empty = untouched();
  if (!surgery) return empty;
  for (const {gate, value} of surgery.clamps) empty.clamps[gate] = {on: true, value};
  return {
    ...empty,
    from: surgery.from ? String(surgery.from) : '',
    to: surgery.to === null ? '' : String(surgery.to),
    units: surgery.units?.join() ?? '',
    layer: surgery.layer ? String(surgery.layer) : '',
    order: surgery.order,
    seed: surgery.seed,
    blankRows: surgery.blankRows,
  };
}

const gatesThere = () => allGates.filter(gate => chosenModels().some(model => model.gates.includes(gate)));

/** What the form asks for, as surgeryFor takes it; null if nothing is changed or a list cannot be read. */
function wanted() {
  const last = timeSteps() - 1;
  const gates = gatesThere();
  const {from, to, units, range} = gates.length ? whereHeld(last) : {from: 0, to: null, units: {numbers: null}, range: ''};
  const blank = listIn('blank-rows', form.blankRows, last + 1, 'surgery.badRows');
  setText(byId('surgery-problem'), [units.problem, blank.problem, range].filter(Boolean).join(' '));
  if (units.problem || blank.problem || range) return store.surgery;
  const clamps = gates
    .filter(gate => form.clamps[gate].on)
    .map(gate => ({gate, value: form.clamps[gate].value}));
  if (clamps.length === 0 && form.order === 'as-is' && !blank.numbers) return null;
  return {
    clamps,
    from,
    to,
    units: units.numbers,
    layer: gates.length ? Number(form.layer) || null : null,
    order: form.order,
    seed: form.seed,
    blankRows: blank.numbers?.join(',') ?? '',
  };
}

/** At which steps and in which units the form holds gates; `range` says what is wrong with the steps. */
function whereHeld(last) {
  const widest = Math.max(1, ...chosenModels().flatMap(model => model.hiddenSizes));
  const units = listIn('surgery-units', form.units, widest, 'surgery.badUnits');
  const from = form.from === '' ? 0 : Number(form.from);
  const to = form.to === '' ? null : Number(form.to);
  const range = from > (to ?? last) || from < 0 || to > last ? t('surgery.badRange', {last}) : '';
  byId('clamp-to').setCustomValidity(range);
  return {from, to, units, range};
}

function listIn(id, text, size, complaint) {
  try {
    byId(id).setCustomValidity('');
    return {numbers: numbersIn(text, size)};
  } catch (failure) {
    if (!(failure instanceof RangeError)) throw failure;
    const problem = t(complaint, {part: failure.message, last: size - 1});
    byId(id).setCustomValidity(problem);
    return {problem};
  }
}

function build() {
  built = timeSteps();
  const gates = gatesThere();
  byId('surgery').hidden = chosenModels().length === 0;
  byId('surgery').replaceChildren(
    html('h3', {textContent: t(gates.length ? 'surgery.title' : 'surgery.titleGateless')}),
    html('p', {className: 'quiet', textContent: t(gates.length ? 'surgery.about' : 'surgery.aboutGateless')}),
    ...(gates.length ? holding(gates) : []),
    html(
      'fieldset',
      {className: 'fields'},
      html('legend', {textContent: t('surgery.rows')}),
      html(
        'div',
        {className: 'line'},
        orderChoice(),
        field('seed', 'seed', t('surgery.seed'), {type: 'number', min: 0, disabled: form.order !== 'shuffled'})
      ),
      field('blank-rows', 'blankRows', t('surgery.blank'), {type: 'text', placeholder: t('surgery.blankExample')})
    ),
    html('p', {id: 'surgery-problem', className: 'problem', role: 'status'}),
    html(
      'div',
      {className: 'line'},
      html('button', {type: 'button', id: 'surgery-reset', textContent: t('surgery.reset'), on: {click: reset}}),
      html(
        'label',
        {className: 'check'},
        html('input', {
          type: 'checkbox',
          id: 'compare',
          checked: store.comparing,
          on: {change: event => update({comparing: event.target.checked})},
        }),
        t('surgery.compare')
      )
    ),
    html('div', {id: 'accuracy'})
  );
  placeAccuracy(byId('accuracy'));
  publish();
}

/** What gates are held at, and where. */
function holding(gates) {
  const last = built - 1;
  return [
    html('fieldset', {}, html('legend', {textContent: t('surgery.hold')}), ...gates.map(clamp)),
    html(
      'fieldset',
      {className: 'fields'},
      html('legend', {textContent: t('surgery.where')}),
      html(
        'div',
        {className: 'line'},
        field('clamp-from', 'from', t('surgery.from'), {type: 'number', min: 0, max: last, placeholder: '0'}),
        field('clamp-to', 'to', t('surgery.to'), {type: 'number', min: 0, max: last, placeholder: String(last)})
      ),
      field('surgery-units', 'units', t('surgery.units'), {type: 'text', placeholder: t('surgery.unitsExample')}),
      layerChoice()
    ),
  ];
}

function reset() {
  form = untouched();
  build();
}

function clamp(gate) {
  const state = form.clamps[gate];
  const name = t(`quantity.${gate}`);
  const number = html('output', {className: 'number', textContent: decimal(state.value)});
  const box = html('input', {
    type: 'checkbox',
    id: `clamp-${gate}`,
    checked: state.on,
    on: {
      change: event => {
        state.on = event.target.checked;
        publish();
      },
    },
  });
  const slider = html('input', {
    type: 'range',
    id: `clamp-${gate}-value`,
    min: gate === 'candidate' ? -1 : 0,
    max: 1,
    step: 0.01,
    value: state.value,
    'aria-label': t('surgery.value', {gate: name}),
    on: {
      input: event => {
        state.value = Number(event.target.value);
        number.textContent = decimal(state.value);
        state.on = box.checked = true;
        publish();
      },
    },
  });
  return html('div', {className: 'clamp'}, html('label', {htmlFor: box.id}, box, name), slider, number);
}

function field(id, key, label, settings) {
  const input = html('input', {
    id,
    ...settings,
    value: form[key],
    on: {
      input: event => {
        form[key] = key === 'seed' ? Number(event.target.value) : event.target.value;
        publish();
      },
    },
  });
  return html('label', {htmlFor: id}, html('span', {textContent: label}), input);
}

function layerChoice() {
  const most = Math.max(1, ...chosenModels().map(model => model.hiddenSizes.length));
  const options = Array.from({length: most}, (_, k) => ({
    value: String(k + 1),
    text: t('panel.layer', {layer: k + 1}),
  }));
  return choice('surgery-layer', 'layer', t('surgery.layer'), [{value: '', text: t('panel.allLayers')}, ...options]);
}

function orderChoice() {
  const options = ['as-is', 'reversed', 'shuffled'].map(value => ({value, text: t(`order.${value}`)}));
  return choice('row-order', 'order', t('surgery.order'), options);
}

function choice(id, key, label, options) {
  const select = html(
    'select',
    {
      id,
      on: {
        change: event => {
          form[key] = event.target.value;
          byId('seed').disabled = form.order !== 'shuffled';
          publish();
        },
      },
    },
    ...options.map(({value, text}) => html('option', {value, textContent: text}))
  );
  select.value = form[key];
  return html('label', {htmlFor: id}, html('span', {textContent: label}), select);
}
