import {html} from './dom.js';
import {brief, figures, t} from './i18n.js';
import {rangeOf, StepCurve} from './stepcurve.js';
import {TimeMap} from './timemap.js';

/** So many features have a curve each; more are shown as a map. */
const CURVES = 6;
const CURVE_HEIGHT = 40;
const LEAST_LINE = 0.5;

/** The height of a map of so many lines. */
export const heightOf = lines => Math.max(18, Math.min(160, lines * Math.max(LEAST_LINE, lines > 12 ? 3.5 : 12)));

/** The inputs of a sequence: a curve a feature, or a map of all, each feature between its least and its largest value. */
export class Inputs {
  #scaled = null;

  /** settings: {id, features, steps, width, pick(step, open)} */
  constructor({id, features, steps, width, pick}) {
    this.features = features;
    this.values = [];
    const value = (step, feature) =>
      t('sequence.value', {name: brief(features[feature]), step, value: figures(this.values[step]?.[feature])});
    if (features.length <= CURVES) {
      this.curves = features.map(
        (name, feature) =>
          new StepCurve({
            id: `${id}-${feature}`,
            label: t('sequence.curve', {name}),
            steps,
            width,
            height: CURVE_HEIGHT,
            describe: step => value(step, feature),
            pick,
          })
      );
      this.captions = features.map(() => html('figcaption'));
      this.elements = this.curves.map(({element}, feature) =>
        html('figure', {className: 'across'}, this.captions[feature], element)
      );
      return;
    }
    this.map = new TimeMap({
      id,
      label: t('sequence.map', {features: features.length}),
      scale: 'share',
      lines: features.length,
      steps,
      width,
      height: heightOf(features.length),
      describe: value,
      pick: (step, _, open) => pick(step, open),
    });
    this.elements = [
      html(
        'figure',
        {className: 'across'},
        html('figcaption', {textContent: t('sequence.features', {features: features.length})}),
        this.map.canvas
      ),
    ];
  }

  /** Shows values [steps][features] in the units of the file. */
  show(values, read, current) {
    const changed = this.values !== values;
    this.values = values;
    if (this.map) {
      if (changed) this.#scaled = betweenEnds(values, this.features.length);
      this.map.show(this.#scaled, 1, read, current);
      return;
    }
    this.curves.forEach((curve, feature) => {
      const numbers = values.map(step => step[feature]);
      const [low, high] = rangeOf(numbers);
      if (changed)
        this.captions[feature].textContent = t('sequence.range', {
          name: brief(this.features[feature]),
          low: figures(low),
          high: figures(high),
        });
      curve.show([{style: 'read', values: numbers}], read, current);
    });
  }
}

/** Each feature from 0 at its least value to 1 at its largest. */
function betweenEnds(values, features) {
  const ends = Array.from({length: features}, (_, feature) => rangeOf(values.map(step => step[feature])));
  return values.map(step =>
    step.map((value, feature) => {
      const [low, high] = ends[feature];
      return high > low ? (value - low) / (high - low) : 0.5;
    })
  );
}
