import {html, svg} from './dom.js';
import {hideReadout, showReadout} from './readout.js';

const HEIGHT = 210;
const MARGIN = {top: 12, right: 14, bottom: 40, left: 68};
const DOTS_UP_TO = 30;
/** Up to such a ratio of high to low, a logarithmic axis has few powers of ten to show. */
const NARROW = 4;

/**
 * A line chart that fits its width. settings: {title, xLabel, yLabel, format(y), tick(y) if the axis is
 * to be worded otherwise, range: [low, high] or absent}.
 * A series is {name, style, points: [[x, y]], best} with ascending x; `style` names its colour in the style sheet, `best`
 * an x whose point is ringed, if any. Where y is null the line has a gap.
 */
export class LineChart {
  constructor(settings) {
    this.settings = settings;
    this.series = [];
    this.log = false;
    this.isSeen = () => false;
    this.drawing = svg('svg', {role: 'img', class: 'chart', height: HEIGHT});
    this.drawing.addEventListener('pointermove', event => this.#point(event));
    this.drawing.addEventListener('pointerleave', () => this.#leave());
    this.key = html('ul', {className: 'key'});
    this.element = html(
      'figure',
      {className: 'chart-figure'},
      html('figcaption', {textContent: settings.title}),
      this.drawing,
      this.key
    );
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  /** Shows the series; `mark` is an x to be marked by a line, if any; `log` whether y is shown by its logarithm. */
  show(series, {mark, log = false} = {}) {
    this.isSeen = ([, y]) => Number.isFinite(y) && (!log || y > 0);
    this.series = series.filter(({points}) => points.some(this.isSeen));
    this.mark = mark;
    this.log = log;
    this.key.hidden = this.series.length < 2;
    this.key.replaceChildren(
      ...this.series.map(({name, style}) => html('li', {}, sample(style), name))
    );
    this.draw();
  }

  draw() {
    const width = this.element.clientWidth;
    if (width === 0) return;
    this.#measure(width);
    this.drawing.setAttribute('width', width);
    this.drawing.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
    this.drawing.setAttribute('aria-label', this.#words());
    this.cross = svg('line', {class: 'cross', y1: MARGIN.top, y2: HEIGHT - MARGIN.bottom, visibility: 'hidden'});
    const mark = this.mark === undefined || this.series.length === 0 ? [] : [this.#vertical(this.mark, 'mark')];
    this.drawing.replaceChildren(
      ...this.#grid(width),
      ...mark,
      ...this.series.flatMap(each => this.#line(each)),
      this.cross
    );
  }

  /** Scales from data to pixels. */
  #measure(width) {
    const points = this.series.flatMap(({points}) => points);
    const xs = points.map(([x]) => x);
    const ys = points.filter(this.isSeen).map(([, y]) => y);
    const [low, high] = this.settings.range ?? [Math.min(...ys), Math.max(...ys)];
    this.xTicks = ticks(Math.min(...xs), Math.max(...xs), Math.max(2, Math.floor(width / 90)), 1);
    this.yTicks = this.log ? decades(low, high) : ticks(low, high, 4, 0);
    this.xRange = [Math.min(...xs), Math.max(...xs)];
    this.yRange = [Math.min(low, this.yTicks[0]), Math.max(high, this.yTicks.at(-1))];
    const scale =
      ([from, to], start, end) =>
      value =>
        start + (to === from ? 0.5 : (value - from) / (to - from)) * (end - start);
    this.x = scale(this.xRange, MARGIN.left, width - MARGIN.right);
    const measure = this.log ? Math.log10 : y => y;
    const place = scale(this.yRange.map(measure), HEIGHT - MARGIN.bottom, MARGIN.top);
    this.y = y => place(measure(y));
  }

  #grid(width) {
    const {xLabel, yLabel, format, tick = format} = this.settings;
    const bottom = HEIGHT - MARGIN.bottom;
    const middle = (MARGIN.left + width - MARGIN.right) / 2;
    const upright = `translate(11 ${(MARGIN.top + bottom) / 2}) rotate(-90)`;
    return [
      ...this.yTicks.flatMap(y => [
        svg('line', {class: 'grid', x1: MARGIN.left, x2: width - MARGIN.right, y1: this.y(y), y2: this.y(y)}),
        svg('text', {x: MARGIN.left - 6, y: this.y(y) + 4, 'text-anchor': 'end'}, tick(y)),
      ]),
      ...this.xTicks.map(x => svg('text', {x: this.x(x), y: bottom + 16, 'text-anchor': 'middle'}, String(x))),
      svg('line', {class: 'axis-line', x1: MARGIN.left, x2: width - MARGIN.right, y1: bottom, y2: bottom}),
      svg('text', {class: 'axis-name', x: middle, y: HEIGHT - 6, 'text-anchor': 'middle'}, xLabel),
      svg('text', {class: 'axis-name', transform: upright, 'text-anchor': 'middle'}, yLabel),
    ];
  }

  #line({style, points, best}) {
    const {isSeen} = this;
    const start = k => k === 0 || !isSeen(points[k - 1]);
    const place = ([x, y]) => `${this.x(x).toFixed(1)} ${this.y(y).toFixed(1)}`;
    const path = points.map((point, k) => (isSeen(point) ? `${start(k) ? 'M' : 'L'}${place(point)}` : '')).join('');
    const dot = ([x, y]) => svg('circle', {class: `dot series-${style}`, cx: this.x(x), cy: this.y(y), r: 2.4});
    const dots = points.length > DOTS_UP_TO ? [] : points.filter(isSeen).map(dot);
    const ring = ([x, y]) => svg('circle', {class: `ring series-${style}`, cx: this.x(x), cy: this.y(y), r: 5});
    const rings = points.filter(point => point[0] === best && isSeen(point)).map(ring);
    return [svg('path', {class: `line series-${style}`, d: path}), ...dots, ...rings];
  }

  #vertical(x, name) {
    return svg('line', {class: name, x1: this.x(x), x2: this.x(x), y1: MARGIN.top, y2: HEIGHT - MARGIN.bottom});
  }

  /** What the chart shows, in words: first and last value of each series. */
  #words() {
    const {title, xLabel, format} = this.settings;
    const lines = this.series.map(({name, points}) => {
      const [first, last] = [points[0], points.at(-1)];
      return `${name}: ${xLabel} ${first[0]}: ${format(first[1])}, ${xLabel} ${last[0]}: ${format(last[1])}`;
    });
    return [title, ...lines].join('. ');
  }

  #point(event) {
    if (this.series.length === 0) return;
    const at = event.clientX - this.drawing.getBoundingClientRect().left;
    const nearest = points =>
      points.reduce((best, point) => (Math.abs(this.x(point[0]) - at) < Math.abs(this.x(best[0]) - at) ? point : best));
    const x = nearest(this.series.flatMap(({points}) => points))[0];
    for (const end of ['x1', 'x2']) this.cross.setAttribute(end, this.x(x));
    this.cross.setAttribute('visibility', 'visible');
    const values = this.series.flatMap(({name, points}) =>
      points.filter(point => point[0] === x).map(([, y]) => `${name} ${this.settings.format(y)}`)
    );
    showReadout(`${this.settings.xLabel} ${x} · ${values.join(' · ')}`, event.clientX, event.clientY);
  }

  #leave() {
    this.cross?.setAttribute('visibility', 'hidden');
    hideReadout();
  }
}

/** A piece of a series' line, for the key. */
function sample(style) {
  const line = svg('line', {class: `line series-${style}`, x1: 0, x2: 26, y1: 4, y2: 4});
  return svg('svg', {class: 'sample', width: 26, height: 8, 'aria-hidden': 'true'}, line);
}

/** Powers of ten around low to high, and between them 2 and 5 times those where there is room for their names; even steps where high is not far from low. */
function decades(low, high) {
  if (high < NARROW * low) return ticks(low, high, 4, 0).filter(tick => tick > 0);
  const from = Math.floor(Math.log10(low));
  const powers = Array.from({length: Math.ceil(Math.log10(high)) - from + 1}, (_, k) => 10 ** (from + k));
  const factors = powers.length > 4 ? [1] : [1, 2, 5];
  const all = powers.flatMap(power => factors.map(factor => Number((factor * power).toPrecision(3))));
  const below = all.findLast(tick => tick <= low);
  const above = all.find(tick => tick >= high);
  return all.filter(tick => tick >= below && tick <= (above ?? Infinity));
}

/** Round numbers around low to high, about `wanted` of them; `smallest` is the least distance, 0 for any. */
export function ticks(low, high, wanted, smallest) {
  const span = high - low || Math.abs(high) || 1;
  const power = 10 ** Math.floor(Math.log10(span / wanted));
  const step = Math.max(
    smallest,
    [1, 2, 5, 10].map(factor => factor * power).find(each => span / each <= wanted)
  );
  const start = smallest ? Math.ceil(low / step) : Math.floor(low / step);
  const end = smallest ? Math.floor(high / step) : Math.ceil(high / step);
  return Array.from({length: end - start + 1}, (_, k) => Number(((start + k) * step).toPrecision(12)));
}
