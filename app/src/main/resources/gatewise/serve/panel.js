import {html, setText} from './dom.js';
import {HeatMap} from './heatmap.js';
import {decimal, percent, t} from './i18n.js';
import {describeModel} from './models.js';
import {notesOf, PanelFrame} from './panelframe.js';
import {directionsOf, hasRead, quantitiesOf, rowAt, scaleOf, symbol, valuesOf} from './quantities.js';
import {openCell} from './selection.js';
import {goTo, stepTo} from './player.js';

/** The heat maps of one model: a band for each layer and direction, doubled when compared with the reading before. */
export class Panel extends PanelFrame {
  /** `layout` is what layoutFor gives for this model. */
  constructor(model, layout, comparing) {
    super(model);
    model.hiddenSizes.forEach((_, index) => {
      for (const direction of directionsOf(model)) {
        for (const version of comparing ? ['before', 'after'] : ['after'])
          this.add(new Band(model, layout, {layer: index + 1, direction, version, comparing}));
      }
    });
    this.showChosenLayer();
  }

  /** `model` as it is now: one in training gets better; `limit(quantity)` is the end of its colour scale. */
  paint(model, trace, row, limit) {
    setText(this.about, describeModel(model));
    setText(this.notes, notesOf(this.model, trace).join(' '));
    for (const band of this.bands) band.paint(trace[band.version], Math.min(row, this.model.timeSteps - 1), limit);
  }
}

/** The digit and the maps of one direction of one layer, level with each other row by row. */
class Band {
  constructor(model, layout, {layer, direction, version, comparing}) {
    Object.assign(this, {model, layout, layer, direction, version});
    this.maps = new Map();
    this.axis = new RowAxis(model.timeSteps, layout.rowHeight);
    const words = [];
    if (model.hiddenSizes.length > 1) words.push(t('panel.layer', {layer}));
    if (model.bidirectional) words.push(t(`direction.${direction}`));
    if (comparing) words.push(t(`panel.${version}`));
    this.title = words.join(' · ');
    const figures = [this.#digit(), ...quantitiesOf(model).map(quantity => this.#quantity(quantity))];
    if (direction === 'forward' && layer === model.hiddenSizes.length) figures.push(this.#probabilities());
    this.element = html(
      'section',
      {className: `band ${comparing ? version : ''}`},
      this.title && html('h4', {textContent: this.title}),
      html('div', {className: 'figures'}, ...figures)
    );
  }

  #digit() {
    const {model, layout, direction} = this;
    const map = this.#map('pixels', {
      scale: 'ink',
      columns: model.inputSize,
      unitWidth: layout.rowHeight,
      label: t('map.pixels'),
      describe: (row, column, value) => t('map.pixel', {row, column, value: decimal(value)}),
      pick: (row, _, open) => goTo(rowAt(direction, row, model.timeSteps), open),
    });
    return html(
      'figure',
      {className: 'digit'},
      html('figcaption', {textContent: t('map.asRead')}),
      html('div', {className: 'with-axis'}, this.axis.element, map.canvas)
    );
  }

  #quantity(quantity) {
    const {model, layer, direction, version} = this;
    const units = model.hiddenSizes[layer - 1];
    const name = t(`quantity.${quantity}`);
    const id = `heat-${model.id}-${layer}-${direction}-${quantity}${version === 'before' ? '-before' : ''}`;
    const pick = (row, unit, open) => {
      stepTo(rowAt(direction, row, model.timeSteps));
      if (open) openCell({model: model.id, layer, direction, unit});
    };
    const map = this.#map(quantity, {
      id,
      scale: scaleOf(quantity),
      columns: units,
      unitWidth: this.layout.unitWidth(units),
      label: t('map.label', {name, model: `${model.title} ${this.title}`, rows: model.timeSteps, units}),
      pick,
      describe: (row, unit, value) => t('map.value', {name, row, unit, value: decimal(value)}),
    });
    return figure(
      [html('var', {textContent: symbol(model.cell, quantity)}), ` ${name}`],
      map,
      t('map.units', {last: units - 1})
    );
  }

  #probabilities() {
    const {model, version} = this;
    const {labels} = model;
    const map = this.#map('probabilities', {
      id: `probabilities-${model.id}${version === 'before' ? '-before' : ''}`,
      scale: 'share',
      columns: labels.length,
      unitWidth: this.layout.classWidth,
      label: t('map.probabilities', {model: model.title}),
      describe: (row, column, value) => t('map.probability', {row, label: labels[column], value: percent(value, 1)}),
      pick: (row, _, open) => goTo(row, open),
    });
    return figure(
      [t('map.classes')],
      map,
      labels.every(({length}) => length === 1) ? labels : t('map.classCount', {classes: labels.length}),
      'classes'
    );
  }

  #map(quantity, settings) {
    const map = new HeatMap({rows: this.model.timeSteps, rowHeight: this.layout.rowHeight, ...settings});
    this.maps.set(quantity, map);
    return map;
  }

  paint(trace, row, limit) {
    const {layer, direction, model} = this;
    const steps = model.timeSteps;
    const values = trace.layers[layer - 1].directions.find(each => each.direction === direction);
    const current = rowAt(direction, row, steps);
    this.axis.mark(current);
    for (const [quantity, map] of this.maps) {
      if (quantity === 'pixels') map.show(trace.rowsRead, 1, t => hasRead(direction, t, row, steps), current);
      else if (quantity === 'probabilities') map.show(trace.probabilities, 1, t => t <= row, row);
      else map.show(valuesOf(values, quantity), limit(quantity), t => hasRead(direction, t, row, steps), current);
    }
  }
}

/** A map under its caption; `foot` is a line, or a label for each column. */
function figure(caption, map, foot, className = '') {
  const below = html('div', {className: Array.isArray(foot) ? 'foot columns' : 'foot'});
  if (Array.isArray(foot)) below.append(...foot.map(label => html('span', {textContent: label})));
  else below.textContent = foot;
  below.style.width = `${map.size.width}px`;
  return html('figure', {className}, html('figcaption', {}, ...caption), map.canvas, below);
}

/** Row numbers beside the digit, the current one marked. */
class RowAxis {
  constructor(rows, rowHeight) {
    this.rowHeight = rowHeight;
    this.now = html('span', {className: 'now'});
    const ticks = [0, 1, 2, 3, 4].map(k => Math.round((k * (rows - 1)) / 4));
    this.element = html(
      'div',
      {className: 'axis', 'aria-hidden': 'true'},
      ...ticks.map(row => this.#at(html('span', {textContent: row}), row)),
      this.now
    );
    this.element.style.height = `${rows * rowHeight}px`;
  }

  mark(row) {
    setText(this.now, String(row));
    this.#at(this.now, row);
  }

  #at(element, row) {
    element.style.top = `${(row + 0.5) * this.rowHeight}px`;
    return element;
  }
}
