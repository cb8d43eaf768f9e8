import {html, svg} from './dom.js';
import {hideReadout, showReadout} from './readout.js';

const ROOM = 4;

/**
 * Curves over the steps of a sequence, as wide as the maps below them, so that a step lies above itself. settings: {id, label,
 * steps, width, height, describe(step), pick(step, open)}. A line is {style, values: [steps]}; one with `level` instead of values is a
 * number that is the same at all steps. Arrow keys read the values when the curve has the focus.
 */
export class StepCurve {
  constructor(settings) {
    this.settings = settings;
    this.current = 0;
    this.cursor = null;
    const {id, label, width, height} = settings;
    this.lines = svg('g');
    this.unread = [0, 1].map(() => svg('rect', {class: 'unread', y: 0, height}));
    this.mark = svg('line', {class: 'mark', y1: 0, y2: height});
    this.element = svg(
      'svg',
      {
        id,
        role: 'img',
        tabindex: 0,
        'aria-label': label,
        class: 'step-curve',
        width,
        height,
        viewBox: `0 0 ${width} ${height}`,
        on: this.#listeners(),
      },
      this.lines,
      ...this.unread,
      this.mark
    );
    this.known = null;
  }

  /**
   * Shows lines; the steps from read[0] to read[1], without that, are read; `current` is marked. `beside` are values that lie within the
   * same scale.
   */
  show(lines, read, current, beside = []) {
    const {steps, width} = this.settings;
    this.current = current;
    const form = JSON.stringify([lines, rangeOf(beside)]);
    if (form !== this.known) this.#draw(lines, beside);
    this.known = form;
    const step = width / steps;
    const [before, after] = this.unread;
    before.setAttribute('x', 0);
    before.setAttribute('width', read[0] * step);
    after.setAttribute('x', read[1] * step);
    after.setAttribute('width', width - read[1] * step);
    for (const end of ['x1', 'x2']) this.mark.setAttribute(end, this.#x(current));
  }

  #x(step) {
    return ((step + 0.5) * this.settings.width) / this.settings.steps;
  }

  #draw(lines, beside) {
    const {width, height} = this.settings;
    const [low, high] = rangeOf([...beside, ...lines.flatMap(({values, level}) => values ?? [level])]);
    const y = value => height - ROOM - ((value - low) / (high - low || 1)) * (height - 2 * ROOM);
    const place = (step, value) => `${this.#x(step).toFixed(1)} ${y(value).toFixed(1)}`;
    const path = values =>
      thinned(values, width).map(([step, value], k, all) => {
        if (!Number.isFinite(value)) return '';
        return `${k > 0 && Number.isFinite(all[k - 1][1]) ? 'L' : 'M'}${place(step, value)}`;
      });
    this.lines.replaceChildren(
      ...lines.map(({style, values, level}) =>
        values
          ? svg('path', {class: `line series-${style}`, d: path(values).join('')})
          : svg('line', {class: `level series-${style}`, x1: 0, x2: width, y1: y(level), y2: y(level)})
      )
    );
  }

  #listeners() {
    const at = event => {
      const box = this.element.getBoundingClientRect();
      return this.#within(Math.floor(((event.clientX - box.left) / box.width) * this.settings.steps));
    };
    return {
      pointermove: event => showReadout(this.settings.describe(at(event)), event.clientX, event.clientY),
      pointerleave: hideReadout,
      blur: () => this.#leave(),
      click: event => this.settings.pick(at(event), false),
      dblclick: event => this.settings.pick(at(event), true),
      keydown: event => this.#key(event),
    };
  }

  #within(step) {
    return Math.max(0, Math.min(this.settings.steps - 1, step));
  }

  #leave() {
    this.cursor = null;
    hideReadout();
  }

  #key(event) {
    const moves = {ArrowLeft: -1, ArrowRight: 1};
    if (event.key === 'Enter') this.settings.pick(this.cursor ?? this.current, true);
    if (!(event.key in moves)) return;
    event.preventDefault();
    this.cursor = this.cursor === null ? this.current : this.#within(this.cursor + moves[event.key]);
    const box = this.element.getBoundingClientRect();
    showReadout(this.settings.describe(this.cursor), box.left + this.#x(this.cursor), box.top);
  }
}

/** The least and the largest of the numbers that are finite. */
export function rangeOf(values) {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : [0, 0];
}

/** [[step, value]]; where there are several steps a pixel, the lowest and the highest of each pixel in their order. */
function thinned(values, width) {
  const all = values.map((value, step) => [step, value]);
  const each = Math.floor(values.length / width);
  if (each < 3) return all;
  const kept = [];
  for (let from = 0; from < all.length; from += each) {
    const part = all.slice(from, from + each).filter(([, value]) => Number.isFinite(value));
    if (part.length === 0) continue;
    const low = part.reduce((one, other) => (other[1] < one[1] ? other : one));
    const high = part.reduce((one, other) => (other[1] > one[1] ? other : one));
    kept.push(...(low[0] < high[0] ? [low, high] : [high, low]));
  }
  return kept;
}
