import {LineChart} from './chart.js';
import {colour, css, inkOn} from './colours.js';
import {diagramOf} from './diagram.js';
import {byId, html, setText} from './dom.js';
import {equationsOf, inNumbers, typeset} from './equations.js';
import {HeatMap} from './heatmap.js';
import {decimal, t} from './i18n.js';
import {goTo} from './player.js';
import {Inputs} from './inputs.js';
import {readsSequences} from './reading.js';
import {directionsOf, hasRead, limitOf, quantitiesOf, rowAt, scaleOf, symbol, valuesOf} from './quantities.js';
import {chosenModels, on, store, update} from './store.js';
import {describeSurgery, heldAt} from './surgeryfor.js';

const PIXEL = 9;
/** Of the curves of a sequence, as wide as the card. */
const WIDTH = 270;

let view = null;
let form = '';

/** The page that sets the equations of the cell beside the values of one unit at one row. */
export function startCell() {
  on(['page', 'chosen', 'models', 'traces', 'selection', 'row', 'language', 'theme', 'comparing'], show);
}

/** The unit asked for, or the nearest that there is. */
function selected() {
  const wish = store.selection ?? {};
  const model = chosenModels().find(each => each.id === wish.model) ?? chosenModels()[0];
  const layer = Math.min(wish.layer ?? 1, model.hiddenSizes.length);
  const unit = Math.min(wish.unit ?? 0, model.hiddenSizes[layer - 1] - 1);
  const direction = directionsOf(model).includes(wish.direction) ? wish.direction : 'forward';
  return {model, layer, unit, direction};
}

function show() {
  if (store.page !== 'cell') return;
  const ready = chosenModels().length > 0 && store.traces.has(selected().model.id);
  if (!ready) {
    form = '';
    byId('cell').replaceChildren(html('p', {className: 'quiet', textContent: t('cell.noImage')}));
    return;
  }
  const selection = selected();
  const wanted = JSON.stringify([
    selection.model.id,
    selection.layer,
    selection.direction,
    store.language,
    chosenModels().map(model => model.id),
    stepsRead(selection.model),
  ]);
  if (wanted !== form) build(selection);
  form = wanted;
  paint(selection);
}

/** Rows of an image, or steps of the sequence that has been read. */
const stepsRead = model =>
  readsSequences(model) ? store.traces.get(model.id).after.rowsRead.length : model.timeSteps;

function choose(change) {
  const {model, ...rest} = selected();
  update({selection: {model: model.id, ...rest, ...change}});
}

function build({model, layer, direction}) {
  const focused = document.activeElement?.id;
  view = {
    unit: html('input', {
      type: 'number',
      id: 'cell-unit',
      min: 0,
      max: model.hiddenSizes[layer - 1] - 1,
      on: {input: event => event.target.value !== '' && choose({unit: Math.max(0, Number(event.target.value))})},
    }),
    input: inputOf(model, direction),
    place: html('p', {className: 'quiet', id: 'cell-place'}),
    diagram: html('div', {className: 'diagram-frame'}),
    equations: equationsOf(model).map(equation => new EquationLine(equation)),
    chart: new LineChart({
      title: t('cell.chart'),
      xLabel: t('cell.row'),
      yLabel: t('cell.value'),
      format: value => decimal(value, 1),
    }),
  };
  byId('cell').replaceChildren(
    html('p', {className: 'lead', textContent: t(`cell.about.${model.cell}`)}),
    html(
      'div',
      {className: 'cell-page'},
      html('section', {className: 'card'}, choices(model, layer, direction), ...view.input.elements, view.place),
      html(
        'div',
        {className: 'cell-live'},
        model.gates.length > 0 && view.diagram,
        html('dl', {className: 'equations'}, ...view.equations.flatMap(line => line.elements))
      )
    ),
    html('p', {className: 'quiet', textContent: notation(model)}),
    view.chart.element
  );
  if (focused?.startsWith('cell-')) byId(focused)?.focus();
}

/** What is read: {elements, show(trace, row)}. */
function inputOf(model, direction) {
  const steps = stepsRead(model);
  if (readsSequences(model)) {
    const pick = (step, open) => goTo(rowAt(direction, step, steps), open);
    const inputs = new Inputs({id: 'cell-inputs', features: model.features, steps, width: WIDTH, pick});
    return {
      elements: inputs.elements,
      show: ({rowsRead}, row) => {
        const now = rowAt(direction, row, steps);
        inputs.show(rowsRead, direction === 'backward' ? [now, steps] : [0, now + 1], now);
      },
    };
  }
  const digit = new HeatMap({
    id: 'cell-digit',
    label: t('map.pixels'),
    scale: 'ink',
    columns: model.inputSize,
    rows: steps,
    unitWidth: PIXEL,
    rowHeight: PIXEL,
    describe: (row, column, value) => t('map.pixel', {row, column, value: decimal(value)}),
    pick: (row, _, open) => goTo(rowAt(direction, row, steps), open),
  });
  return {
    elements: [digit.canvas],
    show: ({rowsRead}, row) =>
      digit.show(rowsRead, 1, at => hasRead(direction, at, row, steps), rowAt(direction, row, steps)),
  };
}

function notation(model) {
  const notes = [t('cell.notation')];
  if (model.gates.length) notes.push(t('cell.signs'));
  if (model.cell === 'gru') notes.push(t('cell.swapped'));
  return notes.join(' ');
}

function choices(model, layer, direction) {
  const layers = model.hiddenSizes.map((_, k) => [k + 1, String(k + 1)]);
  return html(
    'div',
    {className: 'fields'},
    choice(
      'cell-model',
      t('cell.model'),
      chosenModels().map(each => [each.id, each.title]),
      model.id,
      value => choose({model: value})
    ),
    choice('cell-layer', t('cell.layer'), layers, layer, value => choose({layer: Number(value)})),
    model.bidirectional &&
      choice(
        'cell-direction',
        t('cell.direction'),
        directionsOf(model).map(each => [each, t(`direction.${each}`)]),
        direction,
        value => choose({direction: value})
      ),
    html(
      'label',
      {htmlFor: 'cell-unit'},
      html('span', {textContent: t('cell.unit', {last: model.hiddenSizes[layer - 1] - 1})}),
      view.unit
    )
  );
}

function choice(id, label, options, value, chosen) {
  const select = html(
    'select',
    {id, on: {change: event => chosen(event.target.value)}},
    ...options.map(([key, textContent]) => html('option', {value: key, textContent}))
  );
  select.value = value;
  return html('label', {htmlFor: id}, html('span', {textContent: label}), select);
}

/** The unit's values at the row that has just been read; 0 before the first row, NaN if not finite. */
function valuesAt(model, trace, row) {
  const {directions, unit, direction} = trace;
  const values = directions.find(each => each.direction === direction);
  const steps = stepsRead(model);
  const now = rowAt(direction, row, steps);
  const past = rowAt(direction, row - 1, steps);
  const valueOf = (quantity, at) => valuesOf(values, quantity)[at][unit] ?? NaN;
  const before = quantity => (row === 0 ? 0 : valueOf(quantity, past));
  const found = Object.fromEntries(quantitiesOf(model).map(quantity => [quantity, valueOf(quantity, now)]));
  if (model.cell === 'lstm') found.cellBefore = before('cell');
  return {...found, hiddenBefore: before('hidden')};
}

function paint({model, layer, unit, direction}) {
  const {before, after, surgery} = store.traces.get(model.id);
  const steps = stepsRead(model);
  const row = Math.min(store.row, steps - 1);
  const {directions} = after.layers[layer - 1];
  const valuesOfTrace = trace =>
    valuesAt(model, {directions: trace.layers[layer - 1].directions, unit, direction}, row);
  const values = valuesOfTrace(after);
  const plain = surgery && store.comparing ? valuesOfTrace(before) : null;
  const now = rowAt(direction, row, steps);
  if (document.activeElement !== view.unit) view.unit.value = unit;
  view.input.show(after, row);
  const place = {row: now, unit, surgery: surgery && describeSurgery(surgery)};
  setText(view.place, t(surgery ? 'cell.placeAfter' : 'cell.place', place));
  if (model.gates.length)
    view.diagram.replaceChildren(diagramOf(model, values, t('cell.diagram', {model: model.title, unit, row: now})));
  for (const line of view.equations)
    line.show(values, {plain, held: heldAt(surgery, {gate: line.name, layer, row: now, unit}) !== null});
  const each = directions.find(one => one.direction === direction);
  view.chart.show(
    quantitiesOf(model).map(quantity => ({
      name: `${symbol(model.cell, quantity)} ${t(`quantity.${quantity}`)}`,
      style: quantity,
      points: valuesOf(each, quantity).map((numbers, at) => [at, numbers[unit]]),
    })),
    {mark: now}
  );
}

/** An equation, its value, and what it means. */
class EquationLine {
  constructor({name, text}) {
    this.name = name;
    this.numbers = html('span', {className: 'numbers'});
    this.value = html('output', {className: 'value', id: `value-${name}`});
    this.note = html('span', {className: 'note', id: `note-${name}`});
    this.elements = [
      html('dt', {}, typeset(text), this.numbers, ' ', html('span', {className: 'is'}, '= ', this.value)),
      html('dd', {}, html('strong', {textContent: t(`quantity.${name}`)}), ` ${t(`meaning.${name}`)}`, this.note),
    ];
  }

  /** `plain` are the values without surgery, or null where they are not to be shown; `held` is whether a clamp holds this. */
  show(values, {plain, held}) {
    const value = values[this.name];
    const fill = colour(scaleOf(this.name), value, limitOf(this.name, Math.max(1, Math.abs(value))));
    const numbers = inNumbers(this.name, values, decimal);
    setText(this.numbers, numbers ? ` = ${numbers}` : '');
    setText(this.value, decimal(value));
    const notes = [];
    if (held) notes.push(t('cell.held'));
    if (plain && decimal(plain[this.name]) !== decimal(value))
      notes.push(t('cell.plain', {value: decimal(plain[this.name])}));
    setText(this.note, notes.join(' '));
    this.value.style.background = css(fill);
    this.value.style.color = inkOn(fill);
  }
}
