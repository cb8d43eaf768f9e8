import {ticks} from './chart.js';
import {html, setText} from './dom.js';
import {brief, decimal, figures, percent, t} from './i18n.js';
import {heightOf, Inputs} from './inputs.js';
import {describeModel} from './models.js';
import {notesOf, PanelFrame} from './panelframe.js';
import {goTo, stepTo} from './player.js';
import {directionsOf, quantitiesOf, rowAt, scaleOf, symbol, valuesOf} from './quantities.js';
import {inOrder, saysClasses, truthFor} from './reading.js';
import {openCell} from './selection.js';
import {StepCurve} from './stepcurve.js';
import {TimeMap} from './timemap.js';

const CURVE_HEIGHT = 72;
const NAMED = 12;
const LONGEST = 80;

/** How one model reads a sequence: its inputs, and below them at the same steps the maps of each layer and direction. */
export class SequencePanel extends PanelFrame {
  /** `steps` of the sequence; `width` in pixels. */
  constructor(model, {steps, width, comparing}) {
    super(model);
    this.steps = steps;
    model.hiddenSizes.forEach((_, index) => {
      for (const direction of directionsOf(model)) {
        for (const version of comparing ? ['before', 'after'] : ['after']) {
          this.add(new SequenceBand(model, {layer: index + 1, direction, version, comparing, steps, width}));
        }
      }
    });
    this.showChosenLayer();
  }

  /** `model` as it is now; `limit(quantity)` is the end of its colour scale. */
  paint(model, trace, row, limit) {
    setText(this.about, describeModel(model));
    setText(this.notes, notesOf(this.model, trace).join(' '));
    for (const band of this.bands) band.paint(trace, Math.min(row, this.steps - 1), limit);
  }
}

/** The maps of one direction of one layer, under the inputs in the first, over the answers in the last. */
class SequenceBand {
  constructor(model, {layer, direction, version, comparing, steps, width}) {
    Object.assign(this, {model, layer, direction, version, steps, width});
    this.maps = new Map();
    this.suffix = version === 'before' ? '-before' : '';
    const words = [];
    if (model.hiddenSizes.length > 1) words.push(t('panel.layer', {layer}));
    if (model.bidirectional) words.push(t(`direction.${direction}`));
    if (comparing) words.push(t(`panel.${version}`));
    this.title = words.join(' · ');
    const figures = [];
    if (layer === 1 && direction === 'forward') {
      this.inputs = new Inputs({
        id: `inputs-${model.id}${this.suffix}`,
        features: model.features,
        steps,
        width,
        pick: goTo,
      });
      this.axis = new StepAxis(steps, width);
      figures.push(...this.inputs.elements, this.axis.element);
    }
    figures.push(...quantitiesOf(model).map(quantity => this.#quantity(quantity)));
    if (direction === 'forward' && layer === model.hiddenSizes.length) figures.push(...this.#answers());
    this.element = html(
      'section',
      {className: `band ${comparing ? version : ''}`},
      this.title && html('h4', {textContent: this.title}),
      ...figures
    );
  }

  #quantity(quantity) {
    const {model, layer, direction, steps} = this;
    const units = model.hiddenSizes[layer - 1];
    const name = t(`quantity.${quantity}`);
    const map = new TimeMap({
      id: `heat-${model.id}-${layer}-${direction}-${quantity}${this.suffix}`,
      label: t('map.label', {name, model: `${model.title} ${this.title}`, rows: steps, units}),
      scale: scaleOf(quantity),
      lines: units,
      steps,
      width: this.width,
      height: heightOf(units),
      describe: (row, unit, value) => t('map.value', {name, row, unit, value: decimal(value)}),
      pick: (step, unit, open) => {
        stepTo(rowAt(direction, step, steps));
        if (open) openCell({model: model.id, layer, direction, unit});
      },
    });
    this.maps.set(quantity, map);
    const caption = [html('var', {textContent: symbol(model.cell, quantity)}), ` ${name} · `];
    return across([...caption, t('map.units', {last: units - 1})], map.canvas);
  }

  #answers() {
    const {model} = this;
    if (saysClasses(model)) {
      const probabilities = this.#classes(`probabilities-${model.id}${this.suffix}`, t('map.classes'));
      this.probabilities = probabilities.map;
      if (model.task !== 'tag') return [probabilities.figure];
      const truth = this.#classes(`truth-${model.id}${this.suffix}`, t('sequence.truth'));
      this.truth = truth;
      return [probabilities.figure, truth.figure];
    }
    this.curves = model.labels.map(
      (name, output) =>
        new StepCurve({
          id: `answer-${model.id}-${output}${this.suffix}`,
          label: t('sequence.answer', {name, model: model.title}),
          steps: this.steps,
          width: this.width,
          height: CURVE_HEIGHT,
          describe: step => t('sequence.value', {name: brief(name), step, value: figures(this.answers?.[step]?.[output])}),
          pick: goTo,
        })
    );
    this.captions = model.labels.map(() => html('figcaption'));
    return this.curves.map(({element}, output) =>
      html('figure', {className: 'across'}, this.captions[output], element)
    );
  }

  #classes(id, name) {
    const {labels} = this.model;
    const map = new TimeMap({
      id,
      label: t('map.probabilities', {model: this.model.title}),
      scale: 'share',
      lines: labels.length,
      steps: this.steps,
      width: this.width,
      height: heightOf(labels.length),
      describe: (row, line, value) => t('map.probability', {row, label: brief(labels[line]), value: percent(value, 1)}),
      pick: (step, _, open) => goTo(step, open),
    });
    const names = labels.join(', ');
    const words =
      labels.length <= NAMED && names.length <= LONGEST
        ? t('sequence.fromTheTop', {names})
        : t('map.classCount', {classes: labels.length});
    return {map, figure: across([`${name} · ${words}`], map.canvas)};
  }

  paint(all, row, limit) {
    const {layer, direction, steps} = this;
    const trace = all[this.version];
    const values = trace.layers[layer - 1].directions.find(each => each.direction === direction);
    const current = rowAt(direction, row, steps);
    const read = direction === 'backward' ? [current, steps] : [0, row + 1];
    this.inputs?.show(trace.rowsRead, read, current);
    this.axis?.mark(current);
    for (const [quantity, map] of this.maps) map.show(valuesOf(values, quantity), limit(quantity), read, current);
    this.probabilities?.show(trace.probabilities, 1, [0, row + 1], row);
    if (this.truth) this.#showTruth(all, row);
    if (this.curves) this.#showNumbers(all, row);
  }

  #showTruth({image, surgery}, row) {
    const truth = truthFor(image, this.model);
    const known = truth && (this.version === 'before' || inOrder(surgery));
    this.truth.figure.hidden = !known;
    if (!known) return;
    if (this.marked !== truth) {
      this.marked = truth;
      this.marks = truth.map(label => this.model.labels.map(name => Number(name === label)));
    }
    this.truth.map.show(this.marks, 1, [0, row + 1], row);
  }

  #showNumbers(all, row) {
    this.answers = all[this.version].answers;
    const right = truthFor(all.image, this.model);
    this.curves.forEach((curve, output) => {
      const truth = right?.[output];
      const lines = [{style: 'answer', values: this.answers.map(numbers => numbers[output])}];
      if (Number.isFinite(truth)) lines.push({style: 'truth', level: truth});
      const beside = [all.before, all.after].flatMap(({answers}) => answers.map(numbers => numbers[output]));
      curve.show(lines, [0, row + 1], row, beside);
      const words = {name: brief(this.model.labels[output]), answer: figures(this.answers[row]?.[output])};
      setText(
        this.captions[output],
        Number.isFinite(truth)
          ? t('sequence.answerAndTruth', {...words, truth: figures(truth)})
          : t('sequence.answerNow', words)
      );
    });
  }
}

const across = (caption, map) => html('figure', {className: 'across'}, html('figcaption', {}, ...caption), map);

/** The numbers of steps under the inputs, the current one marked. */
class StepAxis {
  constructor(steps, width) {
    this.place = step => `${((step + 0.5) / steps) * width}px`;
    this.now = html('span', {className: 'now'});
    this.element = html(
      'div',
      {className: 'axis across', 'aria-hidden': 'true'},
      ...ticks(0, steps - 1, 5, 1).map(step => this.#at(html('span', {textContent: step}), step)),
      this.now
    );
    this.element.style.width = `${width}px`;
  }

  mark(step) {
    setText(this.now, String(step));
    this.#at(this.now, step);
  }

  #at(element, step) {
    element.style.left = this.place(step);
    return element;
  }
}
